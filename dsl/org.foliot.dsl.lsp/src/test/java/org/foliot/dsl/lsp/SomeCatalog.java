package org.foliot.dsl.lsp;

import java.util.List;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.Extension;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.hypervisor.kvm.Kvm;
import org.foliot.memory.hostkernel.HostKernelMemory;
import org.foliot.scheduler.eevdf.EevdfScheduler;

/** Some of the extensions that are shipped. */
record SomeCatalog(List<InstalledExtension> extensions) implements Catalog {
    static final SomeCatalog USUAL = new SomeCatalog(List.of(
            extension(ExtensionKind.HYPERVISOR, new Kvm()),
            extension(ExtensionKind.MEMORY_STRATEGY, new HostKernelMemory()),
            extension(ExtensionKind.HOST_SCHEDULER, new EevdfScheduler())));

    SomeCatalog without(ExtensionKind kind) {
        return new SomeCatalog(extensions.stream().filter(e -> e.kind() != kind).toList());
    }

    private static InstalledExtension extension(ExtensionKind kind, Configurable<?> service) {
        Extension extension = service.getClass().getAnnotation(Extension.class);
        return new InstalledExtension(
                kind,
                extension.id(),
                extension.documentation(),
                OptionSchema.of(service.optionsType()),
                service,
                new InstalledExtension.Provenance(
                        service.getClass().getPackageName(), "0.1.0", "sha256:" + "0".repeat(64)));
    }

    @Override
    public List<UnwiredBundle> unwired() {
        return List.of();
    }
}
