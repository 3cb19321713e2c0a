package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.WaitStatus;
import io.daemontools.simulation.unit.TestMachine;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
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
        ServiceEntry service = new ServiceEntry(directory(device, inode), 0);
        assertThat(services.hasRoom()).isTrue();
        services.add(service);
        return service;
    }

    @Test
    void identifiesDirectoriesByDeviceAndInode() {
        ServiceEntry first = add(1, 7);
        ServiceEntry second = add(2, 7);
        ServiceEntry third = add(1, 8);
        assertThat(services.find(directory(1, 7))).isSameAs(first);
        assertThat(services.find(directory(2, 7))).isSameAs(second);
        assertThat(services.find(directory(1, 8))).isSameAs(third);
        assertThat(services.find(directory(2, 8))).isNull();
    }

    @Test
    void remembersADirectoryWhenTheStatusIsUsedAgain() {
        FileStatus status = directory(1, 7);
        ServiceEntry service = new ServiceEntry(status, 0);
        assertThat(services.hasRoom()).isTrue();
        services.add(service);
        status.set(FileStatus.DIRECTORY | 0755, 0, 2, 3, 9, 0);
        assertThat(services.find(directory(1, 7))).isSameAs(service);
    }

    @Test
    void findsEachOfManyServices() {
        List<ServiceEntry> added = new ArrayList<>();
        for (long inode = 0; inode < 300; inode++) {
            added.add(add(1, (inode * inode * inode) << 20));
        }
        for (long inode = 0; inode < 300; inode++) {
            assertThat(services.find(directory(1, (inode * inode * inode) << 20)))
                    .isSameAs(added.get((int) inode));
        }
        assertThat(services.find(directory(1, 5))).isNull();
    }

    @Test
    void removesVanishedServicesOnly() {
        for (long inode = 0; inode < 40; inode++) {
            add(1, 16 * inode);
        }
        services.markAllUnseen();
        for (long inode = 1; inode < 40; inode += 2) {
            services.find(directory(1, 16 * inode)).markSeen();
        }
        services.removeVanished(posix);
        for (long inode = 0; inode < 40; inode++) {
            assertThat(services.find(directory(1, 16 * inode)) != null).isEqualTo(inode % 2 == 1);
        }
    }

    @Test
    void growsToTheAvailableMemory() {
        machine.setMemory(
                ServiceTable.RESERVE + 8 * ServiceTable.SERVICE_SIZE + (16 + 64) * Long.BYTES + 32 * Integer.BYTES);
        int count = 0;
        while (services.hasRoom()) {
            add(1, ++count);
        }
        assertThat(count).isEqualTo(16);
        machine.setMemory(Integer.MAX_VALUE);
        assertThat(services.hasRoom()).isFalse();
        services.markAllUnseen();
        assertThat(services.hasRoom()).isTrue();
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
    void knowsTheSizeOfAnEntry() {
        int supervise = sizeOf(SuperviseProcess.class);
        assertThat(supervise).isEqualTo(ServiceTable.SUPERVISE_SIZE);
        assertThat(sizeOf(ServiceEntry.class) + 2 * supervise).isEqualTo(ServiceTable.SERVICE_SIZE);
    }

    @Test
    void findsEachOfManyChildren() {
        int many = 300;
        for (int i = 1; i <= many; i++) {
            services.superviseStarted(add(1, i), 64 * i, 0);
        }
        for (int i = 2; i <= many; i += 2) {
            services.childEnded(64 * i, new WaitStatus());
        }
        for (int i = 1; i <= many; i++) {
            assertThat(services.find(directory(1, i)).supervised()).isEqualTo(i % 2 == 1);
        }
    }

    @Test
    void matchesOnlyItsOwnSupervise() {
        ServiceEntry first = add(1, 7);
        ServiceEntry second = add(1, 8);
        services.superviseStarted(first, 100, 0);
        services.superviseStarted(second, 200, 0);
        services.childEnded(200, new WaitStatus());
        services.childEnded(300, new WaitStatus());
        assertThat(first.supervised()).isTrue();
        assertThat(second.supervised()).isFalse();
    }
}
