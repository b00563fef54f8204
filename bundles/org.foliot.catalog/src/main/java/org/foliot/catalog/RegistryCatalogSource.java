package org.foliot.catalog;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.foliot.api.extension.Catalog;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Reads the service registry of an OSGi framework. */
@Component(service = CatalogSource.class)
public final class RegistryCatalogSource implements CatalogSource {
    private final BundleContext context;
    private final Diagnosis diagnosis;
    private final Patience patience;
    private final HeldServices held;
    private final Registrations registrations;
    private final RetiredBundles retired;
    private final PluginFolders plugins;
    private final CatalogWatch watch;
    private final List<Path> named;
    private final List<PluginFolderSource> more = new CopyOnWriteArrayList<>();
    private boolean looked;

    @Activate
    public RegistryCatalogSource(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.named = PluginFolders.named(context);
        this.patience = new Patience(context);
        this.held = new HeldServices(context, patience);
        this.retired = new RetiredBundles(context, patience);
        this.diagnosis = new Diagnosis(context, components, retired::contains, () -> with(named));
        this.registrations = new Registrations(context, held, patience, diagnosis);
        List<Path> watched = Boolean.parseBoolean(context.getProperty(WATCHED_PROPERTY)) ? named : List.of();
        this.plugins = new PluginFolders(context, () -> with(watched), retired, patience, held::of);
        this.watch = new CatalogWatch(context, this::look);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFolders(PluginFolderSource source) {
        more.add(source);
    }

    void removeFolders(PluginFolderSource source) {
        more.remove(source);
    }

    /** Folders, and those that others name, each once. */
    private List<Path> with(List<Path> folders) {
        return Stream.concat(folders.stream(), more.stream().flatMap(source -> source.folders().stream()))
                .distinct()
                .toList();
    }

    @Override
    public Watch watch(Runnable changed) {
        return watch.add(changed);
    }

    /** Looks into the plug-in folders, and says whether anything has changed. */
    synchronized boolean look() {
        looked = true;
        boolean changed = plugins.look();
        held.releaseUnregistered();
        return changed;
    }

    @Override
    public synchronized Catalog snapshot() {
        if (!looked) {
            look();
        }
        held.releaseUnregistered();
        Snapshot snapshot = new Snapshot(this, registrations, patience, diagnosis);
        if (!Boolean.parseBoolean(context.getProperty(SETTLED_PROPERTY))) {
            // Bundles may go while somebody holds it.
            snapshot.complete();
        }
        return snapshot;
    }

    /** What the launcher reads where it lies, instead of connecting it from the class path, is no part of the platform. */
    @Override
    public List<Path> jars() {
        return Arrays.stream(context.getBundles())
                .filter(b -> b.getLocation().startsWith("reference:") && Diagnosis.importsApi(b))
                .flatMap(b -> BundleDigests.jar(b).stream())
                .toList();
    }

    @Deactivate
    void release() {
        watch.close();
        synchronized (this) {
            held.releaseAll();
            retired.close();
            patience.close();
        }
    }

    static String name(Bundle bundle) {
        if (bundle == null) {
            return "(removed bundle)";
        }
        return bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName();
    }
}
