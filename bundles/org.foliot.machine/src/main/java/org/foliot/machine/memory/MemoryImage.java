package org.foliot.machine.memory;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;

/** What a {@link SparseGuestMemory} was at one instant: what a snapshot keeps and what a migration sends. Immutable. */
public final class MemoryImage {
    private final List<MemoryRegion> regions;
    private final WordPages contents;
    private final AddressRanges agreed;
    private final AddressRanges absent;
    private final long corruptions;

    MemoryImage(
            List<MemoryRegion> regions,
            WordPages contents,
            AddressRanges agreed,
            AddressRanges absent,
            long corruptions) {
        this.regions = regions;
        this.contents = contents;
        this.agreed = agreed;
        this.absent = absent;
        this.corruptions = corruptions;
    }

    /** The regions that were mapped, in ascending order. */
    public List<MemoryRegion> regions() {
        return regions;
    }

    /** Bytes of content that the image holds, in whole granules of 4 KiB. */
    public long bytes() {
        return (long) contents.count() << WordPages.SHIFT;
    }

    /** Writes all of it, for {@link #readFrom}. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(regions.size());
        for (MemoryRegion region : regions) {
            out.writeUTF(region.name());
            out.writeLong(region.start().value());
            out.writeLong(region.size().bytes());
            out.writeByte(region.kind().ordinal());
            out.writeBoolean(region.guestWritable());
        }
        contents.writeTo(out);
        agreed.writeTo(out);
        absent.writeTo(out);
        out.writeLong(corruptions);
    }

    /**
     * Reads what {@link #writeTo} has written.
     *
     * @param in says truly how much is {@linkplain DataInputStream#available left}
     * @throws IOException if it makes no sense
     * @throws IllegalArgumentException for a region that cannot be
     */
    public static MemoryImage readFrom(DataInputStream in) throws IOException {
        List<MemoryRegion> regions = new ArrayList<>();
        int count = in.readInt();
        long end = 0;
        for (int i = 0; i < count; i++) {
            MemoryRegion region = region(in);
            if (region.start().value() < end) {
                throw new IOException("region " + region.describe() + " overlaps the one before it");
            }
            end = region.end();
            regions.add(region);
        }
        WordPages contents = WordPages.readFrom(in);
        AddressRanges agreed = AddressRanges.readFrom(in);
        AddressRanges absent = AddressRanges.readFrom(in);
        return new MemoryImage(List.copyOf(regions), contents, agreed, absent, in.readLong());
    }

    private static MemoryRegion region(DataInputStream in) throws IOException {
        String name = in.readUTF();
        Address start = new Address(in.readLong());
        ByteSize size = new ByteSize(in.readLong());
        int kind = in.readUnsignedByte();
        if (kind >= MemoryRegion.Kind.values().length) {
            throw new IOException("there is no kind " + kind + " of memory");
        }
        return new MemoryRegion(name, start, size, MemoryRegion.Kind.values()[kind], in.readBoolean());
    }

    WordPages contents() {
        return contents.copy();
    }

    AddressRanges agreed() {
        return agreed.copy();
    }

    AddressRanges absent() {
        return absent.copy();
    }

    long corruptions() {
        return corruptions;
    }
}
