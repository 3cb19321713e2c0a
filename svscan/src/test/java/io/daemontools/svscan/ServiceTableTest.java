package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.event.EventLoop;
import io.daemontools.event.Watch;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.WaitStatus;
import io.daemontools.simulation.unit.TestMachine;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class ServiceTableTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final ServiceTable services = new ServiceTable(posix);

    private static FileStatus directory(long device, long inode) {
        FileStatus status = new FileStatus();
        status.set(FileStatus.DIRECTORY | 0755, 0, 2, device, inode, 0);
        return status;
    }

    private ServiceEntry add(long device, long inode) {
        assertThat(services.hasRoom()).isTrue();
        return services.add(directory(device, inode), 0);
    }

    private boolean has(long device, long inode) {
        FileStatus directory = directory(device, inode);
        ServiceEntry found = services.find(directory);
        assertThat(found == null || found.is(directory)).isTrue();
        return found != null;
    }

    @Test
    void identifiesDirectoriesByDeviceAndInode() {
        add(1, 7).startedBy("first");
        add(2, 7).startedBy("second");
        add(1, 8).startedBy("third");
        assertThat(services.find(directory(1, 7)).renamedTo("first")).isFalse();
        assertThat(services.find(directory(2, 7)).renamedTo("second")).isFalse();
        assertThat(services.find(directory(1, 8)).renamedTo("third")).isFalse();
        assertThat(services.find(directory(2, 8))).isNull();
    }

    @Test
    void remembersADirectoryWhenTheStatusIsUsedAgain() {
        FileStatus status = directory(1, 7);
        assertThat(services.hasRoom()).isTrue();
        services.add(status, 0);
        status.set(FileStatus.DIRECTORY | 0755, 0, 2, 3, 9, 0);
        assertThat(has(1, 7)).isTrue();
        assertThat(has(3, 9)).isFalse();
    }

    @Test
    void findsEachOfManyServices() {
        int many = 1000;
        for (int shift = 0; shift < Long.SIZE; shift += 20) {
            for (long inode = 0; inode < many; inode++) {
                add(1 + shift, inode << shift);
                add(1L << (Integer.SIZE + shift % 20), ~inode << shift);
            }
        }
        for (int shift = 0; shift < Long.SIZE; shift += 20) {
            for (long inode = 0; inode < many; inode++) {
                assertThat(has(1 + shift, inode << shift)).isTrue();
                assertThat(has(1L << (Integer.SIZE + shift % 20), ~inode << shift))
                        .isTrue();
            }
        }
        assertThat(has(1, many)).isFalse();
    }

    @Test
    void removesVanishedServicesOnly() {
        for (long inode = 0; inode < 40; inode++) {
            add(1, 16 * inode);
        }
        services.markAllUnseen(0);
        for (long inode = 1; inode < 40; inode += 2) {
            services.find(directory(1, 16 * inode)).markSeen();
        }
        services.removeVanished(posix);
        for (long inode = 0; inode < 40; inode++) {
            assertThat(has(1, 16 * inode)).isEqualTo(inode % 2 == 1);
        }
    }

    @Test
    void growsToTheAvailableMemory() {
        machine.setMemory(0);
        int count = 0;
        while (services.hasRoom()) {
            add(1, ++count);
        }
        assertThat(count).isEqualTo(ServiceBlock.SERVICES);
        machine.setMemory(Integer.MAX_VALUE);
        assertThat(services.hasRoom()).isFalse();
        services.markAllUnseen(0);
        assertThat(services.hasRoom()).isTrue();
    }

    @Test
    void asksForALittleMemoryAtATime() {
        int many = 1000;
        int references = 2 * many / ServiceBlock.SERVICES * Long.BYTES;
        machine.setMemory(ServiceTable.RESERVE + ServiceBlock.SIZE + references);
        for (int i = 1; i <= many; i++) {
            add(1, i);
        }
        assertThat(services.size()).isEqualTo(many);
    }

    @Test
    void reusesTheRoomOfRemovedServices() {
        machine.setMemory(0);
        int count = 0;
        while (services.hasRoom()) {
            add(1, ++count);
        }
        services.find(directory(1, 1)).markSeen();
        services.removeVanished(posix);
        for (int i = 1; i < count; i++) {
            add(2, i);
        }
        assertThat(services.hasRoom()).isFalse();
        assertThat(services.find(directory(1, 1))).isNotNull();
    }

    @Test
    void endsWatchesForLackOfMemory() {
        for (int i = 0; i <= ServiceBlock.SERVICES; i++) {
            add(1, i);
        }
        EventLoop loop = new EventLoop(posix);
        Watch watch = loop.watch(Posix.STDIN);
        machine.setMemory(ServiceTable.RESERVE + ServiceBlock.WATCHES_SIZE - 1);
        ServiceEntry last = services.find(directory(1, ServiceBlock.SERVICES));
        last.supervise().found(Posix.STDOUT, watch, 0);
        assertThat(last.watch(false)).isNull();
        assertThat(last.supervise().watched()).isTrue();
        machine.setMemory(ServiceTable.RESERVE + ServiceBlock.WATCHES_SIZE);
        Watch kept = loop.watch(Posix.STDIN);
        last.supervise().found(Posix.STDOUT, kept, 0);
        assertThat(last.watch(false)).isSameAs(kept);
        last.markSeen();
        machine.setMemory(0);
        services.removeVanished(posix);
        ServiceEntry moved = services.find(directory(1, ServiceBlock.SERVICES));
        assertThat(moved.watch(false)).isNull();
        assertThat(moved.supervise().watched()).isTrue();
        Watch other = loop.watch(Posix.STDIN);
        loop.poll(0);
        assertThat(other.ready()).isTrue();
        assertThat(watch.ready()).isFalse();
        assertThat(kept.ready()).isFalse();
    }

    /** Natively an object is a structure of C with eight bytes before its fields. */
    private static int sizeOf(Class<?> type) {
        int size = 8;
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                int length = field.getType() == boolean.class ? 1 : field.getType() == int.class ? 4 : 8;
                size = (size + length - 1) / length * length + length;
            }
        }
        return (size + 7) / 8 * 8;
    }

    @Test
    void knowsTheSizeOfABlock() {
        int headerOfNumbers = 16;
        assertThat(sizeOf(ServiceBlock.class) + headerOfNumbers + Integer.BYTES * new ServiceBlock().numbers.length)
                .isEqualTo(ServiceBlock.SIZE);
    }

    @Test
    void findsEachOfManyChildren() {
        int many = 300;
        for (int i = 1; i <= many; i++) {
            add(1, i).superviseStarted(64 * i, 0);
        }
        for (int i = 2; i <= many; i += 2) {
            services.childEnded(64 * i, new WaitStatus());
        }
        for (int i = 1; i <= many; i++) {
            assertThat(services.find(directory(1, i)).supervised()).isEqualTo(i % 2 == 1);
        }
    }

    @Test
    void findsChildrenAfterServicesWereRemovedAndStartedAgain() {
        int many = 100;
        for (int i = 1; i <= many; i++) {
            ServiceEntry service = add(1, i);
            service.superviseStarted(2 * i, 0);
            service.setPipe(LogPipe.NONE, LogPipe.NONE, false, false);
            service.logSupervise().started(2 * i + 1, 0);
        }
        WaitStatus failed = new WaitStatus();
        failed.set(111, 0);
        for (int i = 1; i <= many; i += 3) {
            services.childEnded(2 * i, failed);
            services.childEnded(2 * i + 1, failed);
        }
        services.markAllUnseen(0);
        services.removeVanished(posix);
        assertThat(services.size()).isEqualTo(many - (many + 2) / 3);
        for (int i = 2; i <= many; i += 3) {
            services.childEnded(2 * i + 1, failed);
            assertThat(services.find(directory(1, i)).supervised()).isTrue();
            assertThat(services.find(directory(1, i)).logSupervised()).isFalse();
            services.find(directory(1, i)).logSupervise().started(1000 + i, 0);
        }
        for (int i = 2; i <= many; i += 3) {
            services.childEnded(2 * i, failed);
            services.childEnded(1000 + i, failed);
            assertThat(services.find(directory(1, i)).ended()).isTrue();
        }
        for (int i = 3; i <= many; i += 3) {
            assertThat(services.find(directory(1, i)).incomplete()).isFalse();
        }
    }

    @Test
    void matchesOnlyItsOwnSupervise() {
        add(1, 7).superviseStarted(100, 0);
        add(1, 8).superviseStarted(200, 0);
        services.childEnded(200, new WaitStatus());
        services.childEnded(300, new WaitStatus());
        assertThat(services.find(directory(1, 7)).supervised()).isTrue();
        assertThat(services.find(directory(1, 8)).supervised()).isFalse();
    }
}
