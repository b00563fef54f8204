package org.foliot.compiler;

import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.compiler.Compiler.Sources;
import org.foliot.dsl.resolve.ResolvedGuest;
import org.foliot.dsl.resolve.ResolvedGuest.ResolvedProcess;
import org.foliot.dsl.resolve.ResolvedGuest.ResolvedVcpu;
import org.foliot.dsl.resolve.Starts;
import org.foliot.program.GuestDescription;
import org.foliot.program.ProcessDescription;

/** Translates guests. */
final class GuestTranslation {
    private static final OptionSchema<GuestKernelOptions> KERNEL = OptionSchema.of(GuestKernelOptions.class);
    private static final OptionSchema<FirmwareOptions> FIRMWARE = OptionSchema.of(FirmwareOptions.class);

    private final Sources sources;

    GuestTranslation(Sources sources) {
        this.sources = sources;
    }

    GuestDescription translate(ResolvedGuest guest, Starts starts) {
        KernelRelease release = guest.kernel().release();
        return new GuestDescription(
                guest.name(),
                guest.host().name(),
                guest.vcpus().stream().map(GuestTranslation::vcpu).toList(),
                guest.memory(),
                guest.pvtime().map(choice -> HostTranslation.extension(choice, sources)),
                guest.features(),
                guest.targets(),
                guest.firmware().map(settings -> FIRMWARE.instantiate(settings, release)),
                release,
                KERNEL.instantiate(guest.kernel().settings(), release),
                guest.processes().stream()
                        .map(p -> process(guest.name(), p, starts))
                        .toList(),
                starts.atOnce(guest.name(), guest.stopped()),
                sources.of(guest.declaration()));
    }

    private static GuestDescription.Vcpu vcpu(ResolvedVcpu vcpu) {
        return new GuestDescription.Vcpu(HostTranslation.traits(vcpu.rules()), vcpu.present());
    }

    private static ProcessDescription process(String guest, ResolvedProcess process, Starts starts) {
        return new ProcessDescription(
                process.name(),
                process.kind(),
                process.vcpus(),
                process.nice(),
                process.behaviour(),
                process.irqsOff(),
                starts.atOnce(guest + "." + process.name(), process.stopped()));
    }
}
