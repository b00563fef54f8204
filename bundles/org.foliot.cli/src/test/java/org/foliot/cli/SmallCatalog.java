package org.foliot.cli;

import java.util.List;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.hypervisor.kvm.Kvm;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.scheduler.eevdf.EevdfScheduler;
import org.foliot.scheduler.roundrobin.RoundRobinScheduler;

/** One extension of each kind, and one bundle that is not wired. */
record SmallCatalog(List<InstalledExtension> extensions, List<UnwiredBundle> unwired) implements Catalog {
    static final Catalog INSTALLED = new SmallCatalog(
            List.of(
                    extension(ExtensionKind.HYPERVISOR, "kvm", new Kvm()),
                    extension(ExtensionKind.MEMORY_STRATEGY, "userspace", new UserspaceMemory()),
                    extension(ExtensionKind.HOST_SCHEDULER, "round_robin", new RoundRobinScheduler())),
            List.of(new UnwiredBundle("org.example.spare 1.0.0", "needs the package org.example.missing")));

    /** What recorded cases need. */
    static final Catalog FOR_RECORDINGS = new SmallCatalog(
            List.of(
                    extension(ExtensionKind.HYPERVISOR, "kvm", new Kvm()),
                    extension(ExtensionKind.HOST_SCHEDULER, "eevdf", new EevdfScheduler())),
            List.of());

    private static InstalledExtension extension(ExtensionKind kind, String id, Configurable<?> service) {
        return new InstalledExtension(
                kind,
                id,
                "What " + id + " is.",
                OptionSchema.of(service.optionsType()),
                service,
                new InstalledExtension.Provenance("org.example." + id, "1.2.3", "sha256:" + "0".repeat(64)));
    }
}
