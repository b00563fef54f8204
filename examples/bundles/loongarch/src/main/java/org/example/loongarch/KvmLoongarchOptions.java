package org.example.loongarch;

import org.foliot.api.extension.Option;
import org.foliot.api.extension.Option.ByRelease;
import org.foliot.time.Cycles;

/**
 * Settings of {@code hypervisor kvm_loongarch}.
 *
 * @param stealTime whether the guest is offered stolen time
 * @param preemptHint whether the host says in the structure that a vCPU is preempted
 * @param clockStops whether the VMM stops the counter with the VM
 * @param trap cost of a trap into the hypervisor
 */
public record KvmLoongarchOptions(
        @Option(
                doc = "Whether KVM has stolen time and the guest is offered it. That it came with 6.11 is from memory.",
                value = "off",
                byRelease = @ByRelease(from = "6.11", value = "on"))
        boolean stealTime,

        @Option(
                doc =
                        "Whether the host sets the byte that says that a vCPU is preempted. The field exists; KVM up to 6.12 does"
                                + " not write it, from memory.",
                value = "off")
        boolean preemptHint,

        @Option(
                doc =
                        "Whether the VMM reads the counter when it stops the VM and writes it when the VM goes on, as QEMU does"
                                + " (target/loongarch/kvm/kvm.c, kvm_loongarch_vm_stage_change; from memory).",
                value = "on")
        boolean clockStops,

        @Option(
                doc =
                        "A trap into the hypervisor by hvcl or cpucfg, and the return. A choice: nothing is published that we know of.",
                value = "1000 cycles",
                max = "10000000 cycles")
        Cycles trap) {}
