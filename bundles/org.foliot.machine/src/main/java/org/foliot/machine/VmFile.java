package org.foliot.machine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.memory.SavedSteal;
import org.foliot.machine.memory.MemoryImage;

/**
 * A saved VM as the bytes of a file: its memory, what its hypervisor and its stolen-time memory saved, what its vCPUs did, and what
 * somebody else wants to have kept with it. What ran in it is not in the file; that is an object of the guest system.
 *
 * <table>
 * <caption>Layout; numbers are big-endian</caption>
 * <tr><td>0</td><td>8 bytes</td><td>{@code FOLIOTVM}</td></tr>
 * <tr><td>8</td><td>4 bytes</td><td>version, 1</td></tr>
 * <tr><td>12</td><td>8 bytes</td><td>length of what follows the header</td></tr>
 * <tr><td>20</td><td>32 bytes</td><td>SHA-256 of what follows the header</td></tr>
 * <tr><td>52</td><td></td><td>memory, hypervisor's state, stolen-time memory, vCPUs, what is kept beside</td></tr>
 * </table>
 *
 * <p>Nothing is made of a file unless all of it is in order, so that a VM is never restored by halves. Immutable.
 */
public final class VmFile {
    /** It ends too early, or goes on where it should end. */
    public static final String TRUNCATED = "snapshot_truncated";

    /** It is of a version that cannot be read. */
    public static final String VERSION = "snapshot_version";

    /** It has been changed since it was written, or never was such a file. */
    public static final String TAMPERED = "snapshot_tampered";

    private static final byte[] MAGIC = "FOLIOTVM".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION_NUMBER = 1;
    private static final int VERSION_OFFSET = 8;
    private static final int LENGTH_OFFSET = 12;
    private static final int DIGEST_OFFSET = 20;
    private static final int DIGEST_BYTES = 32;
    private static final int HEADER = DIGEST_OFFSET + DIGEST_BYTES;

    private final byte[] bytes;

    private VmFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * What is in a file.
     *
     * @param vm the saved VM, with the software that was given
     * @param beside what was kept with it
     */
    public record Contents(SavedVm vm, byte[] beside) {}

    /** A file of those bytes, whatever they are. */
    public static VmFile of(byte[] bytes) {
        return new VmFile(bytes.clone());
    }

    /**
     * Writes a VM.
     *
     * @param beside what else is to be kept
     */
    public static VmFile of(SavedVm vm, byte[] beside) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(payload)) {
            write(vm, out);
            out.writeInt(beside.length);
            out.write(beside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] content = payload.toByteArray();
        ByteBuffer file = ByteBuffer.allocate(HEADER + content.length);
        file.put(MAGIC).putInt(VERSION_NUMBER).putLong(content.length);
        file.put(digest(content, 0)).put(content);
        return new VmFile(file.array());
    }

    private static byte[] digest(byte[] content, int from) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(content, from, content.length - from);
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** How many bytes it has. */
    public int size() {
        return bytes.length;
    }

    /** The bytes of the file. */
    public byte[] bytes() {
        return bytes.clone();
    }

    // ---- what can happen to a file on a disk ----

    /** The first bytes of it. */
    public VmFile truncated(int length) {
        return new VmFile(Arrays.copyOf(bytes, length));
    }

    /** The same as a later version would have written it. */
    public VmFile ofLaterVersion() {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putInt(VERSION_OFFSET, VERSION_NUMBER + 1);
        return new VmFile(changed);
    }

    /** The same with one bit flipped. */
    public VmFile flipped(long bit) {
        byte[] changed = bytes.clone();
        changed[(int) (bit >>> 3)] ^= (byte) (1 << (bit & 7));
        return new VmFile(changed);
    }

    // ---- reading ----

    /**
     * Reads the file.
     *
     * @param software what ran in the VM
     * @throws IncompatibleStateException if it is not in order, with the first reason that is found: {@link #TAMPERED}, {@link
     *     #VERSION} or {@link #TRUNCATED}
     */
    public Contents open(GuestSystem.Saved software) {
        check();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, HEADER, bytes.length - HEADER));
        try {
            SavedVm vm = readVm(in, software);
            byte[] beside = in.readNBytes(count(in, 1));
            if (in.available() != 0) {
                throw new IOException("more bytes than it says");
            }
            return new Contents(vm, beside);
        } catch (IOException | IllegalArgumentException e) {
            // Its digest is right, so somebody has written this on purpose.
            throw new IncompatibleStateException(TAMPERED, "the snapshot makes no sense: " + e.getMessage(), e);
        }
    }

    private void check() {
        byte[] magic = Arrays.copyOf(bytes, Math.min(bytes.length, MAGIC.length));
        if (!Arrays.equals(magic, Arrays.copyOf(MAGIC, magic.length))) {
            throw new IncompatibleStateException(TAMPERED, "the snapshot does not begin as a snapshot does");
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        if (bytes.length >= LENGTH_OFFSET && file.getInt(VERSION_OFFSET) != VERSION_NUMBER) {
            throw new IncompatibleStateException(
                    VERSION,
                    "the snapshot is of version " + Integer.toUnsignedString(file.getInt(VERSION_OFFSET))
                            + ", and only version " + VERSION_NUMBER + " can be read");
        }
        if (bytes.length < HEADER || file.getLong(LENGTH_OFFSET) != bytes.length - HEADER) {
            throw new IncompatibleStateException(
                    TRUNCATED,
                    "the snapshot has " + bytes.length + " bytes"
                            + (bytes.length < HEADER
                                    ? ", which is less than its header"
                                    : " and should have "
                                            + Long.toUnsignedString(file.getLong(LENGTH_OFFSET) + HEADER)));
        }
        if (!Arrays.equals(digest(bytes, HEADER), Arrays.copyOfRange(bytes, DIGEST_OFFSET, HEADER))) {
            throw new IncompatibleStateException(
                    TAMPERED, "the snapshot has been changed since it was written: its SHA-256 is another");
        }
    }

    private static void write(SavedVm vm, DataOutputStream out) throws IOException {
        vm.memory().writeTo(out);
        SavedState state = vm.state();
        out.writeUTF(state.hypervisor());
        out.writeInt(state.version());
        out.writeInt(state.values().size());
        for (var entry : state.values().entrySet()) {
            out.writeUTF(entry.getKey());
            write(entry.getValue(), out);
        }
        out.writeBoolean(vm.steal().isPresent());
        if (vm.steal().isPresent()) {
            write(vm.steal().get().addresses(), out);
            long[][] content = vm.steal().get().content();
            out.writeInt(content.length);
            for (long[] words : content) {
                write(words, out);
            }
        }
        out.writeInt(vm.vcpus().size());
        for (SavedVm.VcpuActivity activity : vm.vcpus()) {
            out.writeByte(activity.ordinal());
        }
    }

    private static void write(long[] words, DataOutputStream out) throws IOException {
        out.writeInt(words.length);
        for (long word : words) {
            out.writeLong(word);
        }
    }

    private static SavedVm readVm(DataInputStream in, GuestSystem.Saved software) throws IOException {
        MemoryImage memory = MemoryImage.readFrom(in);
        String hypervisor = in.readUTF();
        int version = in.readInt();
        SortedMap<String, long[]> values = new TreeMap<>();
        for (int left = count(in, Short.BYTES + Integer.BYTES); left > 0; left--) {
            values.put(in.readUTF(), words(in));
        }
        Optional<SavedSteal> steal = in.readBoolean() ? Optional.of(steal(in)) : Optional.empty();
        List<SavedVm.VcpuActivity> vcpus = new ArrayList<>();
        for (int left = count(in, Byte.BYTES); left > 0; left--) {
            int activity = in.readUnsignedByte();
            if (activity >= SavedVm.VcpuActivity.values().length) {
                throw new IOException("no vCPU does " + activity);
            }
            vcpus.add(SavedVm.VcpuActivity.values()[activity]);
        }
        return new SavedVm(memory, new SavedState(hypervisor, version, values), steal, vcpus, software);
    }

    private static SavedSteal steal(DataInputStream in) throws IOException {
        long[] addresses = words(in);
        long[][] content = new long[count(in, Integer.BYTES)][];
        for (int i = 0; i < content.length; i++) {
            content[i] = words(in);
        }
        return new SavedSteal(addresses, content);
    }

    private static long[] words(DataInputStream in) throws IOException {
        long[] words = new long[count(in, Long.BYTES)];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.readLong();
        }
        return words;
    }

    /** A number of things that there must be room for in what is left. */
    private static int count(DataInputStream in, int bytesEach) throws IOException {
        int count = in.readInt();
        if (count < 0 || (long) count * bytesEach > in.available()) {
            throw new IOException("no room for " + Integer.toUnsignedString(count) + " of something");
        }
        return count;
    }
}
