package io.daemontools.simulation.kernel;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Coroutines as threads, which are reused. */
final class ThreadCoroutines implements Coroutines {
    private static final int SPINS = 200;
    private static final ConcurrentLinkedDeque<Worker> IDLE = new ConcurrentLinkedDeque<>();

    /** A thread that may have control. */
    private static class Baton implements Coroutine {
        private volatile boolean mine;
        private volatile Thread thread;

        final void attach(Thread to) {
            thread = to;
        }

        final void give() {
            mine = true;
            LockSupport.unpark(thread);
        }

        final void await() {
            for (int i = 0; i < SPINS && !mine; i++) {
                Thread.onSpinWait();
            }
            while (!mine) {
                LockSupport.park(this);
            }
            mine = false;
        }
    }

    /** A body, on the thread that it gets when it begins. */
    private static final class Body extends Baton {
        private final Supplier<Coroutine> code;
        private boolean begun;

        Body(Supplier<Coroutine> code) {
            this.code = code;
        }

        void begin() {
            begun = true;
            Worker worker = IDLE.pollFirst();
            if (worker == null) {
                worker = new Worker();
                attach(worker.thread);
                worker.body = this;
                worker.thread.start();
            } else {
                attach(worker.thread);
                worker.body = this;
                LockSupport.unpark(worker.thread);
            }
        }
    }

    private static final class Worker implements Runnable {
        private final Thread thread = new Thread(this, "simulated process");
        private volatile Body body;

        Worker() {
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            while (true) {
                while (body == null) {
                    LockSupport.park(this);
                }
                Coroutine next = body.code.get();
                body = null;
                IDLE.addFirst(this);
                pass(next);
            }
        }
    }

    private final Baton host = new Baton();

    @Override
    public Coroutine host() {
        host.attach(Thread.currentThread());
        return host;
    }

    @Override
    public Coroutine create(Supplier<Coroutine> code) {
        return new Body(code);
    }

    @Override
    public void transfer(Coroutine from, Coroutine to) {
        pass(to);
        ((Baton) from).await();
    }

    private static void pass(Coroutine to) {
        if (to instanceof Body body && !body.begun) {
            body.begin();
        } else {
            ((Baton) to).give();
        }
    }
}
