package org.foliot.run.scenes;

import java.util.ArrayList;
import java.util.Comparator;
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

/**
 * A catalogue made by hand, without a framework.
 *
 * @param extensions what is installed
 */
public record TestCatalog(List<InstalledExtension> extensions) implements Catalog {
    /** Everything that Foliot brings. */
    public static TestCatalog whole() {
        return new TestCatalog(List.of())
                .with(ExtensionKind.HYPERVISOR, "kvm", new Kvm())
                .with(ExtensionKind.HYPERVISOR, "hyperv", new Hyperv())
                .with(ExtensionKind.HYPERVISOR, "kvm_riscv", new KvmRiscv())
                .with(ExtensionKind.HYPERVISOR, "kvm_lpt", new KvmLpt())
                .with(ExtensionKind.HYPERVISOR, "kvm_x86", new KvmX86())
                .with(ExtensionKind.MEMORY_STRATEGY, "host_kernel", new HostKernelMemory())
                .with(ExtensionKind.MEMORY_STRATEGY, "userspace", new UserspaceMemory())
                .with(ExtensionKind.MEMORY_STRATEGY, "guest_donated", new DonatedMemory())
                .with(ExtensionKind.HOST_SCHEDULER, "cfs", new CfsScheduler())
                .with(ExtensionKind.HOST_SCHEDULER, "eevdf", new EevdfScheduler())
                .with(ExtensionKind.HOST_SCHEDULER, "round_robin", new RoundRobinScheduler());
    }

    /** The same with one extension more, in the place of one of the same kind and id. */
    public TestCatalog with(ExtensionKind kind, String id, Configurable<?> service) {
        List<InstalledExtension> more = new ArrayList<>(without(kind, id).extensions);
        more.add(new InstalledExtension(
                kind,
                id,
                "",
                OptionSchema.of(service.optionsType()),
                service,
                new InstalledExtension.Provenance("org.example." + id, "1.0.0", "sha256:" + "0".repeat(64))));
        more.sort(Comparator.comparing(InstalledExtension::kind).thenComparing(InstalledExtension::id));
        return new TestCatalog(List.copyOf(more));
    }

    /** The same without one extension. */
    public TestCatalog without(ExtensionKind kind, String id) {
        return new TestCatalog(extensions.stream()
                .filter(e -> e.kind() != kind || !e.id().equals(id))
                .toList());
    }

    @Override
    public List<UnwiredBundle> unwired() {
        return List.of();
    }
}
