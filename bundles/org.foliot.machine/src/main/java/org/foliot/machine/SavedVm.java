package org.foliot.machine;

import java.util.List;
import java.util.Optional;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.memory.SavedSteal;
import org.foliot.machine.memory.MemoryImage;

/**
 * A VM between two hosts, or on disk. Only a snapshot has the state of the guest's software in it: otherwise that stays in the
 * guest system, which is not entered meanwhile.
 *
 * @param memory its memory
 * @param state what its hypervisor saved
 * @param steal what its stolen-time memory saved; absent for a guest without stolen time
 * @param vcpus what each present vCPU was doing
 * @param software what ran in it, {@link GuestSystem#NOTHING} where that just goes on
 */
public record SavedVm(
        MemoryImage memory,
        SavedState state,
        Optional<SavedSteal> steal,
        List<VcpuActivity> vcpus,
        GuestSystem.Saved software) {
    /** What a vCPU does, seen from outside. */
    public enum VcpuActivity {
        /** It has guest code to run. */
        RUNNABLE,
        /** It is halted in WFI. */
        HALTED,
        /** It is off. */
        OFF
    }

    public SavedVm {
        vcpus = List.copyOf(vcpus);
    }
}
