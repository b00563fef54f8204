package org.foliot.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.Extension;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.InstalledExtension.Provenance;
import org.foliot.api.extension.OptionException;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.extension.UnwiredBundle;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
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
    private final BundleDigests digests = new BundleDigests();
    private final Diagnosis diagnosis;
    private final HeldServices held;
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
        this.held = new HeldServices(context);
        this.retired = new RetiredBundles(context);
        this.diagnosis = new Diagnosis(context, components, retired::contains, () -> with(named));
        List<Path> watched = Boolean.parseBoolean(context.getProperty(WATCHED_PROPERTY)) ? named : List.of();
        this.plugins = new PluginFolders(context, () -> with(watched), retired, held::of);
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
        List<UnwiredBundle> unwired = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        unwired.addAll(diagnosis.examine());
        held.releaseUnregistered();
        for (ExtensionKind kind : ExtensionKind.values()) {
            for (ServiceReference<?> reference : references(kind)) {
                try {
                    claims.add(claim(kind, reference));
                } catch (NotWiredException e) {
                    unwired.add(new UnwiredBundle(name(reference.getBundle()), e.getMessage()));
                }
            }
        }
        List<InstalledExtension> extensions = withoutDuplicates(claims, unwired);
        unwired.sort(Comparator.comparing(UnwiredBundle::name).thenComparing(UnwiredBundle::reason));
        return new Snapshot(List.copyOf(extensions), List.copyOf(unwired));
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
        }
    }

    private record Snapshot(List<InstalledExtension> extensions, List<UnwiredBundle> unwired) implements Catalog {}

    private record Claim(InstalledExtension extension, Bundle bundle) {
        String key() {
            return extension.kind().ordinal() + " " + extension.id();
        }
    }

    /** Why one service is not usable; the message is the sentence for {@link UnwiredBundle#reason()}. */
    private static final class NotWiredException extends Exception {
        private static final long serialVersionUID = 1L;

        NotWiredException(String reason) {
            super(reason);
        }
    }

    private List<ServiceReference<?>> references(ExtensionKind kind) {
        try {
            ServiceReference<?>[] found =
                    context.getAllServiceReferences(kind.service().getName(), null);
            return found == null
                    ? List.of()
                    : Arrays.stream(found).sorted(oldestFirst()).collect(Collectors.toList());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }

    private static Comparator<ServiceReference<?>> oldestFirst() {
        return Comparator.comparingLong(r -> (Long) r.getProperty("service.id"));
    }

    private Claim claim(ExtensionKind kind, ServiceReference<?> reference) throws NotWiredException {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            throw new NotWiredException("was removed while the catalogue was being read");
        }
        if (!reference.isAssignableTo(context.getBundle(), kind.service().getName())) {
            throw new NotWiredException("its " + kind.title() + " was built against another copy of "
                    + kind.service().getPackageName() + "; remove that copy from its jar so that it is imported");
        }
        Object id = reference.getProperty(Extension.ID);
        if (id == null) {
            throw new NotWiredException("its " + kind.title() + " has no id; annotate the component with @Extension");
        }
        if (!ExtensionKind.isId(id.toString())) {
            throw new NotWiredException("\"" + id + "\" cannot be the id of a " + kind.title()
                    + "; use a letter, then letters, digits or underscores");
        }
        Configurable<?> service = service(kind, id.toString(), reference);
        Object documentation = reference.getProperty(Extension.DOCUMENTATION);
        return new Claim(
                new InstalledExtension(
                        kind,
                        id.toString(),
                        documentation == null ? "" : documentation.toString(),
                        schema(kind, id.toString(), service, bundle),
                        service,
                        provenance(bundle)),
                bundle);
    }

    private Configurable<?> service(ExtensionKind kind, String id, ServiceReference<?> reference)
            throws NotWiredException {
        Object service = held.get(reference)
                .orElseThrow(() -> new NotWiredException("the " + kind.title() + " " + id + " could not be made"
                        + diagnosis.failureOf(reference).map(f -> ": " + f).orElse("")));
        if (service instanceof Configurable<?> configurable) {
            return configurable;
        }
        throw new NotWiredException("the " + kind.title() + " " + id + " is a "
                + service.getClass().getName() + ", which was built against another version of Foliot");
    }

    // Code of a bundle runs here; whatever it throws is the bundle's failure and must not be ours.
    @SuppressWarnings("unchecked")
    private static OptionSchema<?> schema(ExtensionKind kind, String id, Configurable<?> service, Bundle bundle)
            throws NotWiredException {
        try {
            Class<? extends Record> type = service.optionsType();
            if (type == null) {
                throw new NotWiredException("the " + kind.title() + " " + id
                        + " names no options record; return a record without components if there is nothing to set");
            }
            return OptionSchema.of((Class<Record>) type);
        } catch (OptionException e) {
            if (!Diagnosis.imports(bundle, Extension.class.getPackageName())) {
                throw new NotWiredException("does not import " + Extension.class.getPackageName()
                        + ", so that Java drops the @Option annotations of its " + kind.title() + " " + id
                        + " silently; build it with bnd, or add the import to its manifest");
            }
            throw new NotWiredException(
                    "the options of the " + kind.title() + " " + id + " are declared wrongly: " + e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            throw new NotWiredException("the options of the " + kind.title() + " " + id + " cannot be read: " + e);
        }
    }

    private Provenance provenance(Bundle bundle) {
        return new Provenance(bundle.getSymbolicName(), bundle.getVersion().toString(), digests.of(bundle));
    }

    private static List<InstalledExtension> withoutDuplicates(List<Claim> claims, List<UnwiredBundle> unwired) {
        Map<String, List<Claim>> byKey =
                claims.stream().collect(Collectors.groupingBy(Claim::key, TreeMap::new, Collectors.toList()));
        List<InstalledExtension> extensions = new ArrayList<>();
        for (List<Claim> rivals : byKey.values()) {
            if (rivals.size() == 1) {
                extensions.add(rivals.get(0).extension());
                continue;
            }
            InstalledExtension any = rivals.get(0).extension();
            if (rivals.stream().map(Claim::bundle).distinct().count() == 1) {
                unwired.add(new UnwiredBundle(
                        name(rivals.get(0).bundle()),
                        "has " + rivals.size() + " components that claim the id " + any.id() + " of a "
                                + any.kind().title() + "; give each an id of its own"));
                continue;
            }
            String names = rivals.stream()
                    .map(c -> name(c.bundle()) + " " + c.bundle().getVersion())
                    .collect(Collectors.joining(" and "));
            unwired.add(new UnwiredBundle(
                    names,
                    "the id " + any.id() + " of a " + any.kind().title()
                            + " is claimed more than once; remove all but one of these bundles"));
        }
        return extensions;
    }

    static String name(Bundle bundle) {
        if (bundle == null) {
            return "(removed bundle)";
        }
        return bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName();
    }
}
