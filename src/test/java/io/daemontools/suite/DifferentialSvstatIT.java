package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Whatever the status file holds, our svstat says what the original's says. */
class DifferentialSvstatIT {

    private final long now = (1L << 62) + 10 + Instant.now().getEpochSecond();

    @Differential
    void saysTheSameOfAnyStatus(Comparison pair, Sandbox box) throws IOException {
        Random random = new Random(Effort.seed());
        String[] names = IntStream.range(0, 100).mapToObj(i -> "s" + i).toArray(String[]::new);
        for (String name : names) {
            FakeSupervise fake = FakeSupervise.in(box, name).status(status(random));
            if (random.nextBoolean()) {
                fake.down();
            }
        }
        // the seconds must not pass between the two: so the original is asked before and after
        Await.until("a second in which all three ran", () -> {
            Result before = box.run(pair.original(), "svstat", names);
            Result ours = box.run(pair.ours(), "svstat", names);
            boolean same = box.run(pair.original(), "svstat", names).equals(before);
            if (same) {
                assertThat(ours.out().lines())
                        .containsExactlyElementsOf(before.out().lines().toList());
                assertThat(ours.code()).isZero();
                assertThat(ours.err()).isEmpty();
            }
            return same;
        });
    }

    private byte[] status(Random random) {
        byte[] bytes = new byte[25];
        random.nextBytes(bytes);
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        switch (random.nextInt(5)) {
            case 0 -> fields.putLong(0, now - random.nextInt(1_000_000));
            case 1 -> fields.putLong(0, now + random.nextInt(1_000_000) + 1000);
            case 2 -> fields.putLong(0, (1L << 62) + random.nextLong() / (1 << 20));
            case 3 -> fields.putLong(0, random.nextBoolean() ? 0 : -1);
            default -> {} // any eight bytes
        }
        if (random.nextBoolean()) {
            fields.putInt(12, 0);
        }
        bytes[16] = (byte) random.nextInt(3);
        bytes[17] = (byte) "ud\0x".charAt(random.nextInt(4));
        return Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(26) : 18);
    }
}
