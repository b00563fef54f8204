package org.foliot.run.world;

import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.memory.CostModel;
import org.foliot.api.memory.SavedSteal;
import org.foliot.api.memory.StealMemory;

/** A strategy's stolen-time memory whose places, results and prices are checked. */
final class CheckedStealMemory implements StealMemory {
    private final StealMemory of;
    private final InstalledExtension strategy;
    private final int alignment;

    /**
     * Memory that nobody uses yet.
     *
     * @param alignment of a structure, in bytes
     */
    CheckedStealMemory(StealMemory of, InstalledExtension strategy, int alignment) {
        this.of = of;
        this.alignment = alignment;
        this.strategy = strategy;
    }

    @Override
    public long placement(int vcpu) {
        long address = of.placement(vcpu);
        if (address != NO_ADDRESS && address % alignment != 0) {
            throw new ExtensionFault(
                    strategy,
                    "StealMemory.placement",
                    "placed the structure of vCPU " + vcpu + " at 0x" + Long.toHexString(address)
                            + ", which is no multiple of " + alignment + ", the alignment of a structure");
        }
        return address;
    }

    @Override
    public boolean donated() {
        return of.donated();
    }

    @Override
    public int place(int vcpu, long address) {
        return of.place(vcpu, address);
    }

    @Override
    public void withdraw(int vcpu) {
        of.withdraw(vcpu);
    }

    @Override
    public int begin(int vcpu) {
        int result = of.begin(vcpu);
        if (result != OK && result != NOT_PLACED && result != FAULT) {
            throw new ExtensionFault(
                    strategy, "StealMemory.begin", "returned " + result + ", which is no result of it");
        }
        return result;
    }

    @Override
    public long load64(int offset) {
        return of.load64(offset);
    }

    @Override
    public int load32(int offset) {
        return of.load32(offset);
    }

    @Override
    public void store64(int offset, long value) {
        of.store64(offset, value);
    }

    @Override
    public void store32(int offset, int value) {
        of.store32(offset, value);
    }

    @Override
    public void store8(int offset, byte value) {
        of.store8(offset, value);
    }

    @Override
    public void clear(int bytes) {
        of.clear(bytes);
    }

    @Override
    public long end() {
        return Contracts.nonNegative(of.end(), strategy, "StealMemory.end");
    }

    @Override
    public long faultCost() {
        return Contracts.nonNegative(of.faultCost(), strategy, "StealMemory.faultCost");
    }

    @Override
    public CostModel costModel() {
        return present(of.costModel(), "StealMemory.costModel");
    }

    @Override
    public long hostFootprint() {
        long bytes = of.hostFootprint();
        if (bytes < 0) {
            throw new ExtensionFault(
                    strategy, "StealMemory.hostFootprint", "returned a negative size, " + bytes + " B");
        }
        return bytes;
    }

    @Override
    public boolean travelsWithMemory() {
        return of.travelsWithMemory();
    }

    @Override
    public SavedSteal save() {
        return present(of.save(), "StealMemory.save");
    }

    @Override
    public void restore(SavedSteal saved) {
        of.restore(saved);
    }

    @Override
    public void guestReplaced() {
        of.guestReplaced();
    }

    private <T> T present(T result, String call) {
        return Contracts.present(result, strategy, call);
    }
}
