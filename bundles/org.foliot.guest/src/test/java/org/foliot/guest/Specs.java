package org.foliot.guest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.workload.Behaviour;
import org.foliot.time.Address;
import org.foliot.time.Duration;

/** Guests in few words. */
final class Specs {
    static final long MICRO = 1_000_000L;
    static final long MILLI = 1_000_000_000L;
    static final long SECOND = 1_000_000_000_000L;

    /** From the entry of a kernel with a tick of 250 Hz to the beginning of its first tick period. */
    static final long PHASE = 1_500 * MICRO;

    private static final OptionSchema<GuestKernelOptions> KERNEL = OptionSchema.of(GuestKernelOptions.class);

    private Specs() {}

    static KernelSpec kernel(String release, String... settings) {
        KernelRelease version = KernelRelease.parse(release);
        Map<String, String> map = new java.util.TreeMap<>(Map.of("boot_time", "0 s", "online_time", "1 ms"));
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return new KernelSpec(version, KERNEL.instantiate(map, version), true);
    }

    static GuestSpec guest(int vcpus, KernelSpec kernel, ProcessSpec... processes) {
        return new GuestSpec(
                "web", vcpus, vcpus, Optional.empty(), kernel, new Address(0x4800_0000L), List.of(processes));
    }

    static GuestSpec withFirmware(FirmwareOptions firmware, KernelSpec kernel, ProcessSpec... processes) {
        return new GuestSpec("web", 1, 1, Optional.of(firmware), kernel, new Address(0x4800_0000L), List.of(processes));
    }

    static ProcessSpec process(String name, Behaviour behaviour, int nice, Integer... vcpus) {
        return new ProcessSpec(name, name, List.of(vcpus), nice, behaviour);
    }

    static ProcessSpec busy(String name, Integer... vcpus) {
        return process(name, new Behaviour.Busy(), 0, vcpus);
    }

    static ProcessSpec periodic(String name, String run, String period, Integer... vcpus) {
        return process(name, new Behaviour.Periodic(Duration.parse(run), Duration.parse(period)), 0, vcpus);
    }
}
