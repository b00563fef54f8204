package org.foliot.guest;

import java.util.List;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.time.Address;

/** Guest memory of which a guest uses one thing only: that it can be told to forget agreements. */
final class TestMemory implements GuestMemory {
    int forgotten;

    @Override
    public void forgetHostWrites() {
        forgotten++;
    }

    @Override
    public List<MemoryRegion> regions() {
        return List.of();
    }

    @Override
    public void add(MemoryRegion region) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean backed(Address start, long bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long load64(long address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int load32(long address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte load8(long address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void store64(long address, long value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void store32(long address, int value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void store8(long address, byte value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void zero(long address, long bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean guestStore64(long address, long value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void expectHostWrites(Address start, long bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long corruptions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean resident(long address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setResident(long address, boolean resident) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long takeDirtyPages() {
        throw new UnsupportedOperationException();
    }
}
