package org.foliot.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.SavedSteal;
import org.foliot.machine.SavedVm.VcpuActivity;
import org.foliot.machine.memory.MemoryImage;
import org.foliot.machine.memory.SparseGuestMemory;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;

/** The file of a saved VM: what was written comes back, and nothing else is ever read. */
class VmFilePropertiesTest {
    private static final List<String> REASONS =
            List.of(VmFile.TRUNCATED, VmFile.VERSION, VmFile.TAMPERED, IncompatibleStateException.SAVED_STATE);
    private static final int HEADER = 52;

    private static SavedVm vm(long seed) {
        Random random = new Random(seed);
        SparseGuestMemory memory = new SparseGuestMemory(new ByteSize(4096));
        memory.add(new MemoryRegion(
                "memory", new Address(0x4000_0000), new ByteSize(1 << 20), MemoryRegion.Kind.RAM, true));
        memory.add(new MemoryRegion(
                "flash", new Address(0), new ByteSize(1 << 16), MemoryRegion.Kind.FLASH, random.nextBoolean()));
        for (int i = random.nextInt(20); i > 0; i--) {
            memory.guestStore64(0x4000_0000L + (random.nextInt(1 << 20) & ~7), random.nextLong());
        }
        Map<String, long[]> values = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.put("v" + i, random.longs(random.nextInt(4)).toArray());
        }
        VcpuActivity[] activities = VcpuActivity.values();
        return new SavedVm(
                memory.image(),
                new SavedState("kvm", random.nextInt(), new TreeMap<>(values)),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(new SavedSteal(
                                random.longs(2).toArray(),
                                new long[][] {random.longs(8).toArray(), {}})),
                List.of(activities[random.nextInt(3)], activities[random.nextInt(3)]),
                GuestSystem.NOTHING);
    }

    private static VmFile file(long seed) {
        return VmFile.of(vm(seed), new byte[] {1, 2, 3});
    }

    private static String refusal(VmFile file) {
        return catchThrowableOfType(() -> file.open(GuestSystem.NOTHING), IncompatibleStateException.class)
                .reason();
    }

    private static byte[] memory(MemoryImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        image.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Property
    void whatWasWrittenComesBack(@ForAll long seed) throws IOException {
        SavedVm written = vm(seed);
        VmFile.Contents read = VmFile.of(file(seed).bytes()).open(GuestSystem.NOTHING);

        assertThat(read.beside()).containsExactly(1, 2, 3);
        assertThat(read.vm().vcpus()).isEqualTo(written.vcpus());
        assertThat(read.vm().steal()).isEqualTo(written.steal());
        assertThat(read.vm().state().hypervisor()).isEqualTo("kvm");
        assertThat(read.vm().state().version()).isEqualTo(written.state().version());
        assertThat(read.vm().state().values().keySet())
                .isEqualTo(written.state().values().keySet());
        written.state().values().forEach((name, vector) -> assertThat(
                        read.vm().state().vector(name))
                .isEqualTo(vector));
        assertThat(read.vm().memory().regions()).isEqualTo(written.memory().regions());
        assertThat(memory(read.vm().memory())).isEqualTo(memory(written.memory()));
        assertThat(VmFile.of(read.vm(), read.beside()).bytes())
                .isEqualTo(file(seed).bytes());
    }

    @Property
    void anyFlippedBitIsRefused(@ForAll long seed, @ForAll @IntRange(min = 0) int where) {
        VmFile file = file(seed);

        assertThat(refusal(file.flipped(where % (file.size() * (long) Byte.SIZE))))
                .isIn(REASONS);
    }

    @Example
    void anyFlippedBitOfTheHeaderIsRefusedForItsReason() {
        VmFile file = file(1);
        for (int bit = 0; bit < HEADER * Byte.SIZE; bit++) {
            int at = bit / Byte.SIZE;
            String reason =
                    at >= 8 && at < 12 ? VmFile.VERSION : at >= 12 && at < 20 ? VmFile.TRUNCATED : VmFile.TAMPERED;
            assertThat(refusal(file.flipped(bit))).as("bit " + bit).isEqualTo(reason);
        }
    }

    @Property
    void anyCutIsRefused(@ForAll long seed, @ForAll @IntRange(min = 0) int where) {
        VmFile file = file(seed);

        assertThat(refusal(file.truncated(where % file.size()))).isEqualTo(VmFile.TRUNCATED);
    }

    @Property
    void whateverIsAppendedIsRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int more) {
        VmFile file = file(seed);

        assertThat(refusal(file.truncated(file.size() + more))).isEqualTo(VmFile.TRUNCATED);
    }

    @Property
    void anyBytesAtAllAreRefused(@ForAll byte[] bytes) {
        assertThat(refusal(VmFile.of(bytes))).isIn(REASONS);
    }

    @Example
    void aLaterVersionIsRefused() {
        assertThatThrownBy(() -> file(1).ofLaterVersion().open(GuestSystem.NOTHING))
                .hasMessage("the snapshot is of version 2, and only version 1 can be read");
    }

    /** Somebody changes the contents and works the digest out again: it opens or is refused, and nothing else. */
    @Property(tries = 3000)
    void forgedContentsAreReadOrRefused(@ForAll long seed, @ForAll @IntRange(min = 0) int where, @ForAll byte value)
            throws Exception {
        byte[] bytes = file(seed).bytes();
        bytes[HEADER + where % (bytes.length - HEADER)] = value;
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(bytes, HEADER, bytes.length));
        ByteBuffer.wrap(bytes).position(20).put(digest);
        try {
            assertThat(VmFile.of(bytes).open(GuestSystem.NOTHING).vm().vcpus()).isNotNull();
        } catch (IncompatibleStateException e) {
            assertThat(e.reason()).isEqualTo(VmFile.TAMPERED);
        }
    }
}
