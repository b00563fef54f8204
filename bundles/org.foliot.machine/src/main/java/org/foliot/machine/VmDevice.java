package org.foliot.machine;

import java.util.Optional;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.memory.StealMemory;

/**
 * A VM as one host's hypervisor runs it.
 *
 * @param machine the hypervisor's side
 * @param steal the stolen-time memory that it was made with; absent for a guest without stolen time
 */
public record VmDevice(VirtualMachine machine, Optional<StealMemory> steal) {}
