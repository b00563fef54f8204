package org.foliot.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.Extension;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.catalog.Registrations.Claim;
import org.foliot.catalog.Registrations.NotWiredException;
import org.osgi.framework.ServiceReference;

/**
 * The services that were registered at one moment. An extension is made when somebody asks for it, if nobody has asked for all
 * before: a run needs three of a hundred that may be installed.
 */
final class Snapshot implements Catalog {
    private final Object lock;
    private final Registrations registrations;
    private final Patience patience;
    private final Diagnosis diagnosis;
    private final Map<ExtensionKind, List<ServiceReference<?>>> references = new EnumMap<>(ExtensionKind.class);
    private final Map<Service, Reading> readings = new HashMap<>();
    private final Map<KernelRelease, Optional<InstalledExtension>> builtIn = new HashMap<>();
    private List<InstalledExtension> extensions;
    private List<UnwiredBundle> unwired;

    /** A service, which may be registered as several kinds. */
    private record Service(ExtensionKind kind, ServiceReference<?> reference) {}

    /** What came of reading a service: a claim, or why it is of no use. */
    private record Reading(Optional<Claim> claim, Optional<UnwiredBundle> problem) {}

    /**
     * Notes what is registered.
     *
     * @param lock under which the registry is read
     */
    Snapshot(Object lock, Registrations registrations, Patience patience, Diagnosis diagnosis) {
        this.lock = lock;
        this.registrations = registrations;
        this.patience = patience;
        this.diagnosis = diagnosis;
        for (ExtensionKind kind : ExtensionKind.values()) {
            references.put(kind, registrations.references(kind));
        }
    }

    @Override
    public List<InstalledExtension> extensions() {
        complete();
        return extensions;
    }

    @Override
    public List<UnwiredBundle> unwired() {
        complete();
        return unwired;
    }

    @Override
    public Optional<InstalledExtension> find(ExtensionKind kind, String id) {
        synchronized (lock) {
            List<ServiceReference<?>> rivals = references.get(kind).stream()
                    .filter(r -> id.equals(r.getProperty(Extension.ID)))
                    .toList();
            if (rivals.size() <= 1) {
                return rivals.stream()
                        .flatMap(r -> read(new Service(kind, r)).claim().stream())
                        .map(Claim::extension)
                        .findFirst();
            }
        }
        return Catalog.super.find(kind, id);
    }

    @Override
    public Optional<InstalledExtension> builtInScheduler(KernelRelease release) {
        synchronized (lock) {
            return builtIn.computeIfAbsent(
                    release, r -> withoutDuplicates(read(ExtensionKind.HOST_SCHEDULER), new ArrayList<>()).stream()
                            .filter(e -> isBuiltInto(e, r))
                            .findFirst());
        }
    }

    /** A scheduler that does not even say so is not what a kernel comes with. */
    private boolean isBuiltInto(InstalledExtension extension, KernelRelease release) {
        try {
            return ask(extension, () -> ((HostScheduler<?>) extension.service()).isBuiltInto(release));
        } catch (RuntimeException | LinkageError itsOwnFailure) {
            return false;
        }
    }

    @Override
    public <T> T ask(InstalledExtension extension, Supplier<T> question) {
        return patience.ask(extension.service(), question);
    }

    /** Reads everything that has not been read yet. */
    void complete() {
        synchronized (lock) {
            if (extensions != null) {
                return;
            }
            List<UnwiredBundle> problems = new ArrayList<>(diagnosis.examine());
            List<Claim> claims = new ArrayList<>();
            for (ExtensionKind kind : ExtensionKind.values()) {
                claims.addAll(read(kind));
            }
            readings.values().forEach(r -> r.problem().ifPresent(problems::add));
            extensions = List.copyOf(withoutDuplicates(claims, problems));
            problems.sort(Comparator.comparing(UnwiredBundle::name).thenComparing(UnwiredBundle::reason));
            unwired = List.copyOf(problems);
        }
    }

    private List<Claim> read(ExtensionKind kind) {
        List<Claim> claims = new ArrayList<>();
        references.get(kind).forEach(r -> read(new Service(kind, r)).claim().ifPresent(claims::add));
        return claims;
    }

    private Reading read(Service service) {
        return readings.computeIfAbsent(service, s -> {
            try {
                return new Reading(Optional.of(registrations.claim(s.kind(), s.reference())), Optional.empty());
            } catch (NotWiredException e) {
                String name = RegistryCatalogSource.name(s.reference().getBundle());
                return new Reading(Optional.empty(), Optional.of(new UnwiredBundle(name, e.getMessage())));
            }
        });
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
                        RegistryCatalogSource.name(rivals.get(0).bundle()),
                        "has " + rivals.size() + " components that claim the id " + any.id() + " of a "
                                + any.kind().title() + "; give each an id of its own"));
                continue;
            }
            String names = rivals.stream()
                    .map(c -> RegistryCatalogSource.name(c.bundle()) + " "
                            + c.bundle().getVersion())
                    .collect(Collectors.joining(" and "));
            unwired.add(new UnwiredBundle(
                    names,
                    "the id " + any.id() + " of a " + any.kind().title()
                            + " is claimed more than once; remove all but one of these bundles"));
        }
        return extensions;
    }
}
