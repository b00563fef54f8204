package org.foliot.hypervisor.kvmx86;

/** What CPUID says about the hypervisor (Documentation/virt/kvm/x86/cpuid.rst) and about the TSC. */
final class Cpuid {
    /** KVM_CPUID_SIGNATURE. */
    static final int SIGNATURE = 0x4000_0000;

    /** KVM_CPUID_FEATURES. */
    static final int FEATURES = 0x4000_0001;

    /** Advanced power management, where the TSC is said to be invariant. */
    static final int POWER = 0x8000_0007;

    /** "KVMKVMKVM\0\0\0" as EBX, ECX and EDX have it. */
    static final int[] KVM = {0x4b4d_564b, 0x564b_4d56, 0x0000_004d};

    /** KVM_FEATURE_CLOCKSOURCE2: kvmclock by the registers of today. */
    static final int CLOCKSOURCE2 = 1 << 3;

    /** KVM_FEATURE_STEAL_TIME. */
    static final int STEAL_TIME = 1 << 5;

    /** KVM_FEATURE_CLOCKSOURCE_STABLE_BIT: the flag of kvmclock that says that all vCPUs agree means something. */
    static final int CLOCKSOURCE_STABLE = 1 << 24;

    /** EDX of {@link #POWER}: the TSC is invariant (CONSTANT_TSC and NONSTOP_TSC). */
    static final int INVARIANT_TSC = 1 << 8;

    private Cpuid() {}
}
