package org.foliot.compiler;

import java.util.List;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.hypervisor.hyperv.Hyperv;
import org.foliot.hypervisor.kvm.Kvm;
import org.foliot.hypervisor.kvmlpt.KvmLpt;
import org.foliot.hypervisor.kvmriscv.KvmRiscv;
import org.foliot.hypervisor.kvmx86.KvmX86;
import org.foliot.memory.donated.DonatedMemory;
import org.foliot.memory.hostkernel.HostKernelMemory;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.scheduler.cfs.CfsScheduler;
import org.foliot.scheduler.eevdf.EevdfScheduler;
import org.foliot.scheduler.roundrobin.RoundRobinScheduler;

/** The extensions that Foliot ships, without a service registry. */
record ShippedCatalog(List<InstalledExtension> extensions) implements Catalog {
    static final Catalog ALL = new ShippedCatalog(List.of(
            extension(ExtensionKind.HYPERVISOR, "kvm", new Kvm()),
            extension(ExtensionKind.HYPERVISOR, "hyperv", new Hyperv()),
            extension(ExtensionKind.HYPERVISOR, "kvm_riscv", new KvmRiscv()),
            extension(ExtensionKind.HYPERVISOR, "kvm_lpt", new KvmLpt()),
            extension(ExtensionKind.HYPERVISOR, "kvm_x86", new KvmX86()),
            extension(ExtensionKind.MEMORY_STRATEGY, "guest_donated", new DonatedMemory()),
            extension(ExtensionKind.MEMORY_STRATEGY, "host_kernel", new HostKernelMemory()),
            extension(ExtensionKind.MEMORY_STRATEGY, "userspace", new UserspaceMemory()),
            extension(ExtensionKind.HOST_SCHEDULER, "cfs", new CfsScheduler()),
            extension(ExtensionKind.HOST_SCHEDULER, "eevdf", new EevdfScheduler()),
            extension(ExtensionKind.HOST_SCHEDULER, "round_robin", new RoundRobinScheduler())));

    private static InstalledExtension extension(ExtensionKind kind, String id, Configurable<?> service) {
        return new InstalledExtension(
                kind,
                id,
                "",
                OptionSchema.of(service.optionsType()),
                service,
                new InstalledExtension.Provenance("org.foliot.test", "0.1.0", "sha256:" + "0".repeat(64)));
    }

    /** Without the strategies, as after removing their jars. */
    static Catalog withoutStrategies() {
        return new ShippedCatalog(ALL.extensions().stream()
                .filter(e -> e.kind() != ExtensionKind.MEMORY_STRATEGY)
                .toList());
    }

    @Override
    public List<UnwiredBundle> unwired() {
        return List.of();
    }
}
