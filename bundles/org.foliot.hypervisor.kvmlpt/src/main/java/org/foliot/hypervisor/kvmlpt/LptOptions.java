package org.foliot.hypervisor.kvmlpt;

import org.foliot.api.extension.Option;
import org.foliot.api.extension.OptionGroup;
import org.foliot.hypervisor.arm64.KvmOptions;
import org.foliot.time.Address;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/**
 * Settings of {@code hypervisor kvm_lpt}: what the series did and what repairs it, beside those of KVM.
 *
 * @param pvFrequency the frequency that guests believe in
 * @param lptIpa where the structure lies
 * @param rounding how multipliers and deadlines are rounded
 * @param timerFixup in how many bits timers travel
 * @param stDiscovery what discovery of stolen time answers
 * @param scaledRead what a read of the counter costs the guest's kernel
 * @param userRead what the trap of a process costs that reads it
 * @param kvm everything else
 */
public record LptOptions(
        @Option(
                doc =
                        "Frequency of the counter that guests are given, which the VMM sets before they run and has to set to the"
                                + " same on every host. 100 MHz is what kvmtool set for the series of 2018 (kvmarm/de28293b).",
                value = "100 MHz",
                min = "1 Hz")
        Frequency pvFrequency,

        @Option(
                doc = "Address of the structure in the guest's memory; the default is kvmtool's (kvmarm/de28293b).",
                value = "0x10000000")
        Address lptIpa,

        @Option(
                doc =
                        "How multipliers are rounded: down, as in the series, so that the guest's counter is one tick back after a"
                                + " move from 100 MHz to 1 GHz and timers go off one tick early; or up, the native count on arrival and"
                                + " deadlines of the guest as well, so that neither happens. The repair is ours.",
                value = "down")
        Rounding rounding,

        @Option(
                doc =
                        "How what is left of an armed timer is scaled on arrival: u32, as in the series, which cuts off what is"
                                + " beyond 2^32 ticks; or u64.",
                value = "u32")
        TimerFixup timerFixup,

        @Option(
                doc =
                        "What PV_TIME_FEATURES answers about stolen time: lpt, as in the series, whether the structure of Live"
                                + " Physical Time is there; own, whether that of stolen time is.",
                value = "lpt")
        StDiscovery stDiscovery,

        @Option(
                doc =
                        "What one read of the counter takes the guest's kernel beyond the instruction: two reads of the sequence"
                                + " number with their barriers, and a multiplication. A choice.",
                value = "20 ns",
                max = "1 ms")
        Duration scaledRead,

        @Option(
                doc = "What the trap to the guest's kernel takes a process that reads the counter. A choice.",
                value = "200 ns",
                max = "1 ms")
        Duration userRead,

        @OptionGroup KvmOptions kvm) {

    /** How multipliers are rounded. */
    public enum Rounding {
        DOWN,
        UP
    }

    /** In how many bits what is left of a timer is held. */
    public enum TimerFixup {
        U32,
        U64
    }

    /** What discovery of stolen time looks at. */
    public enum StDiscovery {
        LPT,
        OWN
    }
}
