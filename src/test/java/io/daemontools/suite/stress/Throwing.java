package io.daemontools.suite.stress;

/** Exceptions through many frames, each of which holds objects that must be the same after it. */
final class Throwing {
    private static final int DEEPEST = 60;

    private final Xorshift random = new Xorshift(0x1234567890ABCDEFL);

    private static class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int depth;

        Failure(int depth, Throwable cause) {
            super("at " + depth, cause);
            this.depth = depth;
        }
    }

    private static final class DeepFailure extends Failure {
        private static final long serialVersionUID = 1;

        DeepFailure(int depth, Throwable cause) {
            super(depth, cause);
        }
    }

    long sum(int rounds) {
        for (int i = 0; i < rounds * 200; i++) {
            try {
                random.count(descend(0, random.below(DEEPEST)));
            } catch (DeepFailure caught) {
                random.count(-caught.depth);
                random.count(causes(caught));
            } catch (Failure caught) {
                random.count(caught.depth);
                random.count(caught.getMessage().hashCode());
            }
        }
        return random.sum();
    }

    private long descend(int depth, int bottom) {
        byte[] held = new byte[1 + random.below(100)];
        held[0] = (byte) depth;
        String name = "frame " + depth;
        long result = 0;
        try {
            result = deeper(depth, bottom) + held.length;
        } catch (DeepFailure deep) {
            random.count(name.hashCode());
            if (random.below(4) == 0) {
                throw new Failure(depth, deep);
            }
            if (random.below(4) == 0) {
                return deep.depth * 1_000L + held[0];
            }
            throw deep;
        } catch (Failure plain) {
            if (random.below(8) == 0) {
                throw new DeepFailure(depth, plain);
            }
            if (random.below(16) == 0) {
                result = causes(plain);
            } else {
                throw plain;
            }
        } finally {
            random.count(held[0] + name.length());
            inner(depth, held);
        }
        return result + name.hashCode() % 100;
    }

    private long deeper(int depth, int bottom) {
        if (depth == bottom) {
            throw random.below(2) == 0 ? new Failure(depth, null) : new DeepFailure(depth, null);
        }
        return descend(depth + 1, bottom);
    }

    /** Thrown and caught while another exception is being handled. */
    private void inner(int depth, byte[] held) {
        try {
            if (depth % 3 == 0) {
                throw new DeepFailure(held.length, null);
            }
        } catch (Failure caught) {
            random.count(caught.depth + held[0]);
        }
    }

    private static long causes(Throwable first) {
        long sum = 0;
        for (Throwable each = first; each != null; each = each.getCause()) {
            sum = sum * 7 + each.getMessage().hashCode();
        }
        return sum;
    }
}
