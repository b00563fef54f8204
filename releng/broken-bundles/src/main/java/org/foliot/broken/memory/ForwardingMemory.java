package org.foliot.broken.memory;

import org.foliot.api.memory.CostModel;
import org.foliot.api.memory.SavedSteal;
import org.foliot.api.memory.StealMemory;

/** Stolen-time memory that does what another does; a subclass gets one thing wrong. */
public class ForwardingMemory implements StealMemory {
    final StealMemory sound;

    ForwardingMemory(StealMemory sound) {
        this.sound = sound;
    }

    @Override
    public long placement(int vcpu) {
        return sound.placement(vcpu);
    }

    @Override
    public boolean donated() {
        return sound.donated();
    }

    @Override
    public int place(int vcpu, long address) {
        return sound.place(vcpu, address);
    }

    @Override
    public void withdraw(int vcpu) {
        sound.withdraw(vcpu);
    }

    @Override
    public int begin(int vcpu) {
        return sound.begin(vcpu);
    }

    @Override
    public long load64(int offset) {
        return sound.load64(offset);
    }

    @Override
    public int load32(int offset) {
        return sound.load32(offset);
    }

    @Override
    public void store64(int offset, long value) {
        sound.store64(offset, value);
    }

    @Override
    public void store32(int offset, int value) {
        sound.store32(offset, value);
    }

    @Override
    public void store8(int offset, byte value) {
        sound.store8(offset, value);
    }

    @Override
    public void clear(int bytes) {
        sound.clear(bytes);
    }

    @Override
    public long end() {
        return sound.end();
    }

    @Override
    public long faultCost() {
        return sound.faultCost();
    }

    @Override
    public CostModel costModel() {
        return sound.costModel();
    }

    @Override
    public long hostFootprint() {
        return sound.hostFootprint();
    }

    @Override
    public boolean travelsWithMemory() {
        return sound.travelsWithMemory();
    }

    @Override
    public SavedSteal save() {
        return sound.save();
    }

    @Override
    public void restore(SavedSteal saved) {
        sound.restore(saved);
    }

    @Override
    public void guestReplaced() {
        sound.guestReplaced();
    }
}
