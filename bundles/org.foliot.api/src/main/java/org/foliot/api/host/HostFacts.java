package org.foliot.api.host;

import org.foliot.api.extension.KernelRelease;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;

/**
 * What does not change about a host while a scenario runs.
 *
 * @param name the host's name in the scenario
 * @param release its kernel release
 * @param kernel its kernel settings
 * @param cpus number of physical CPUs, at least 1
 * @param counter frequency of the system counter (CNTFRQ)
 * @param clock processor clock, which turns cycles into time
 * @param pageSize size of a host page
 */
public record HostFacts(
        String name,
        KernelRelease release,
        HostKernelOptions kernel,
        int cpus,
        Frequency counter,
        Frequency clock,
        ByteSize pageSize) {}
