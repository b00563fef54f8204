package org.foliot.validation;

import java.util.List;
import org.foliot.api.extension.KernelRelease;
import org.foliot.program.ProcessDescription;
import org.foliot.program.ThreadTraits;
import org.foliot.time.Frequency;

/**
 * A VM with one vCPU.
 *
 * @param thread how the thread of its vCPU is scheduled on the host
 * @param release release of its kernel
 * @param tick CONFIG_HZ of its kernel
 * @param stealAccounting CONFIG_PARAVIRT_TIME_ACCOUNTING of its kernel
 * @param dropsExcessSteal whether its kernel has commit 108ad0999085
 * @param processes what runs in it
 */
public record GuestSetup(
        ThreadTraits thread,
        KernelRelease release,
        Frequency tick,
        boolean stealAccounting,
        boolean dropsExcessSteal,
        List<ProcessDescription> processes) {
    public GuestSetup {
        processes = List.copyOf(processes);
    }
}
