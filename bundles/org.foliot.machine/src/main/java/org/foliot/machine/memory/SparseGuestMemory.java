package org.foliot.machine.memory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.OverlapException;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;

/**
 * The guest physical memory of one VM.
 *
 * <p>It stays one object for the whole life of the VM, so that guest software may keep a reference to it: a migration turns
 * it into the {@linkplain #arrive arriving copy} in place, and a refused one {@linkplain #revert reverts} it.
 *
 * <p>Agreement is a matter of the RAM region kind alone: writes to reserved memory, flash and devices never count as
 * corruption, since no guest software allocates from those.
 */
public final class SparseGuestMemory implements GuestMemory {
    private static final ByteSize GRANULE = new ByteSize(1L << WordPages.SHIFT);
    private static final MemoryImage EMPTY =
            new MemoryImage(List.of(), new WordPages(), new AddressRanges(), new AddressRanges(), 0);

    private final CorruptionListener listener;
    private List<MemoryRegion> regions = List.of();
    /** Bounds of the regions, with one that holds nothing where there are none. */
    private long[] starts = {Long.MAX_VALUE};

    private long[] ends = {Long.MAX_VALUE};
    private boolean[] ram = {false};
    private boolean[] writable = {false};
    private int lastRegion;

    private WordPages contents = new WordPages();
    private AddressRanges agreed = new AddressRanges();
    private AddressRanges absent = new AddressRanges();
    private DirtyPages dirty = new DirtyPages();
    private int pageShift;
    private long corruptions;

    /**
     * Empty memory.
     *
     * @param hostPage size of a host page, a power of two of at least 4 KiB
     * @throws IllegalArgumentException for any other page size
     */
    public SparseGuestMemory(ByteSize hostPage) {
        this(hostPage, CorruptionListener.NONE);
    }

    /**
     * Empty memory.
     *
     * @param hostPage size of a host page, a power of two of at least 4 KiB
     * @param listener is told of every corruption
     * @throws IllegalArgumentException for any other page size
     */
    public SparseGuestMemory(ByteSize hostPage, CorruptionListener listener) {
        this.pageShift = shiftOf(hostPage);
        this.listener = listener;
    }

    private static int shiftOf(ByteSize hostPage) {
        if (hostPage.compareTo(GRANULE) < 0 || Long.bitCount(hostPage.bytes()) != 1) {
            throw new IllegalArgumentException(
                    "a host page of " + hostPage + " is not a power of two of at least " + GRANULE);
        }
        return Long.numberOfTrailingZeros(hostPage.bytes());
    }

    @Override
    public List<MemoryRegion> regions() {
        return regions;
    }

    @Override
    public void add(MemoryRegion region) {
        for (MemoryRegion present : regions) {
            if (present.overlaps(region)) {
                throw new OverlapException(present, region);
            }
        }
        MemoryRegion[] all = Arrays.copyOf(regions.toArray(MemoryRegion[]::new), regions.size() + 1);
        all[regions.size()] = region;
        Arrays.sort(all, Comparator.comparing(MemoryRegion::start));
        map(List.of(all));
    }

    private void map(List<MemoryRegion> sorted) {
        int count = sorted.size();
        regions = sorted;
        starts = new long[Math.max(1, count)];
        ends = new long[starts.length];
        ram = new boolean[starts.length];
        writable = new boolean[starts.length];
        starts[0] = Long.MAX_VALUE;
        ends[0] = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            MemoryRegion region = sorted.get(i);
            starts[i] = region.start().value();
            ends[i] = region.end();
            ram[i] = region.kind() == MemoryRegion.Kind.RAM;
            writable[i] = region.guestWritable();
        }
        lastRegion = 0;
    }

    @Override
    public boolean backed(Address start, long bytes) {
        return find(start.value(), bytes) >= 0;
    }

    @Override
    public long load64(long address) {
        region(address, 8);
        return contents.word(address);
    }

    @Override
    public int load32(long address) {
        region(address, 4);
        return (int) (contents.word(address & ~7L) >>> ((address & 7) << 3));
    }

    @Override
    public byte load8(long address) {
        region(address, 1);
        return (byte) (contents.word(address & ~7L) >>> ((address & 7) << 3));
    }

    @Override
    public void store64(long address, long value) {
        hostWrites(region(address, 8), address, 8);
        contents.word(address, value);
    }

    @Override
    public void store32(long address, int value) {
        hostWrites(region(address, 4), address, 4);
        merge(address, 0xFFFF_FFFFL, value);
    }

    @Override
    public void store8(long address, byte value) {
        hostWrites(region(address, 1), address, 1);
        merge(address, 0xFFL, value);
    }

    private void merge(long address, long mask, long value) {
        int shift = (int) (address & 7) << 3;
        long word = contents.word(address & ~7L);
        contents.word(address & ~7L, word & ~(mask << shift) | (value & mask) << shift);
    }

    /** {@inheritDoc} The whole range counts as one write, and must lie inside one region. */
    @Override
    public void zero(long address, long bytes) {
        int region = find(address, bytes);
        if (region < 0) {
            throw unbacked(address, bytes);
        }
        if (bytes == 0) {
            return;
        }
        hostWrites(region, address, bytes);
        long end = address + bytes;
        long firstWord = Math.min(end, (address + 7) & ~7L);
        long lastWord = Math.max(firstWord, end & ~7L);
        for (long a = address; a < firstWord; a++) {
            merge(a, 0xFFL, 0);
        }
        contents.zero(firstWord, lastWord);
        for (long a = lastWord; a < end; a++) {
            merge(a, 0xFFL, 0);
        }
    }

    @Override
    public boolean guestStore64(long address, long value) {
        if (!writable[region(address, 8)]) {
            return false;
        }
        contents.word(address, value);
        return true;
    }

    private void hostWrites(int region, long address, long bytes) {
        if (ram[region] && !agreed.containsAll(address, address + bytes)) {
            corruptions++;
            listener.corrupted(address, corruptions);
        }
        long lastPage = (address + bytes - 1) >>> pageShift;
        for (long page = address >>> pageShift; page <= lastPage; page++) {
            dirty.mark(page);
        }
    }

    @Override
    public void expectHostWrites(Address start, long bytes) {
        agreed.add(start.value(), Math.addExact(start.value(), bytes));
    }

    @Override
    public void forgetHostWrites() {
        agreed.clear();
    }

    @Override
    public long corruptions() {
        return corruptions;
    }

    @Override
    public boolean resident(long address) {
        return absent.isEmpty() || !absent.containsAll(address, address + 1);
    }

    @Override
    public void setResident(long address, boolean resident) {
        long start = address >>> pageShift << pageShift;
        if (resident) {
            absent.remove(start, start + (1L << pageShift));
        } else {
            absent.add(start, start + (1L << pageShift));
        }
    }

    @Override
    public long takeDirtyPages() {
        return dirty.take();
    }

    /** Everything that memory is now. */
    public MemoryImage image() {
        return new MemoryImage(regions, contents.copy(), agreed.copy(), absent.copy(), corruptions);
    }

    /**
     * Becomes what an image was: regions, contents, agreements, residency and the number of corruptions. No page counts as
     * dirty afterwards.
     */
    public void revert(MemoryImage image) {
        arrive(image, new ByteSize(1L << pageShift));
        absent = image.absent();
    }

    /**
     * Becomes the copy of an image that arrives on a host: as {@link #revert}, but in pages of that host, all of which are
     * resident.
     *
     * @param hostPage size of a page of the receiving host
     */
    public void arrive(MemoryImage image, ByteSize hostPage) {
        pageShift = shiftOf(hostPage);
        map(image.regions());
        contents = image.contents();
        agreed = image.agreed();
        absent = new AddressRanges();
        dirty = new DirtyPages();
        corruptions = image.corruptions();
    }

    /** Becomes memory that nobody has mapped anything into, as when a VMM starts anew. */
    public void clear(ByteSize hostPage) {
        arrive(EMPTY, hostPage);
    }

    private int region(long address, int bytes) {
        if ((address & (bytes - 1)) != 0) {
            throw new IllegalArgumentException(
                    "access of " + bytes + " bytes at " + new Address(address) + " is not aligned");
        }
        int region = find(address, bytes);
        if (region < 0) {
            throw unbacked(address, bytes);
        }
        return region;
    }

    private int find(long address, long bytes) {
        if (address >= starts[lastRegion] && bytes >= 0 && address <= ends[lastRegion] - bytes) {
            return lastRegion;
        }
        int found = Arrays.binarySearch(starts, address);
        int candidate = found >= 0 ? found : -found - 2;
        if (candidate < 0 || bytes < 0 || address > ends[candidate] - bytes) {
            return -1;
        }
        lastRegion = candidate;
        return candidate;
    }

    private static IllegalArgumentException unbacked(long address, long bytes) {
        return new IllegalArgumentException(
                "no region holds all of the " + bytes + " bytes at 0x" + Long.toHexString(address));
    }
}
