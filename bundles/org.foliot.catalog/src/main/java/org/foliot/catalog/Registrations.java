package org.foliot.catalog;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.Extension;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.InstalledExtension.Provenance;
import org.foliot.api.extension.NoAnswerException;
import org.foliot.api.extension.OptionException;
import org.foliot.api.extension.OptionSchema;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Reads extensions off the services by which they are registered. */
final class Registrations {
    private final BundleContext context;
    private final HeldServices held;
    private final Patience patience;
    private final Diagnosis diagnosis;
    private final BundleDigests digests = new BundleDigests();

    Registrations(BundleContext context, HeldServices held, Patience patience, Diagnosis diagnosis) {
        this.context = context;
        this.held = held;
        this.patience = patience;
        this.diagnosis = diagnosis;
    }

    /** A service that is of use as an extension, unless another claims the same id. */
    record Claim(InstalledExtension extension, Bundle bundle) {
        String key() {
            return extension.kind().ordinal() + " " + extension.id();
        }
    }

    /** Why one service is not usable; the message is the sentence for {@link UnwiredBundle#reason()}. */
    static final class NotWiredException extends Exception {
        private static final long serialVersionUID = 1L;

        NotWiredException(String reason) {
            super(reason);
        }
    }

    /** The services of a kind that are registered now, the oldest first. */
    List<ServiceReference<?>> references(ExtensionKind kind) {
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

    /**
     * What a service claims to be.
     *
     * @throws NotWiredException where it is of no use
     */
    Claim claim(ExtensionKind kind, ServiceReference<?> reference) throws NotWiredException {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            throw new NotWiredException("was removed while the catalogue was being read");
        }
        if (!reference.isAssignableTo(context.getBundle(), kind.service().getName())) {
            throw anotherCopy(kind);
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

    private static NotWiredException anotherCopy(ExtensionKind kind) {
        return new NotWiredException("its " + kind.title() + " was built against another copy of "
                + kind.service().getPackageName() + "; remove that copy from its jar so that it is imported");
    }

    private Configurable<?> service(ExtensionKind kind, String id, ServiceReference<?> reference)
            throws NotWiredException {
        Object service;
        try {
            service = held.get(reference)
                    .orElseThrow(() -> new NotWiredException("the " + kind.title() + " " + id + " could not be made"
                            + diagnosis.failureOf(reference).map(f -> ": " + f).orElse("")));
        } catch (NoAnswerException e) {
            throw new NotWiredException("the " + kind.title() + " " + id
                    + " could not be made: its constructor or activation " + e.getMessage());
        }
        // A bundle that is wired to nothing of a package may still have a copy of it.
        if (service instanceof Configurable<?> configurable && kind.service().isInstance(service)) {
            return configurable;
        }
        throw anotherCopy(kind);
    }

    // Code of a bundle runs here; whatever it throws is the bundle's failure and must not be ours.
    @SuppressWarnings("unchecked")
    private OptionSchema<?> schema(ExtensionKind kind, String id, Configurable<?> service, Bundle bundle)
            throws NotWiredException {
        try {
            return patience.ask(service, () -> Optional.ofNullable(service.optionsType())
                            .map(type -> OptionSchema.of((Class<Record>) type)))
                    .orElseThrow(
                            () -> new NotWiredException(
                                    "the " + kind.title() + " " + id
                                            + " names no options record; return a record without components if there is nothing to set"));
        } catch (OptionException e) {
            if (!Diagnosis.imports(bundle, Extension.class.getPackageName())) {
                throw new NotWiredException("does not import " + Extension.class.getPackageName()
                        + ", so that Java drops the @Option annotations of its " + kind.title() + " " + id
                        + " silently; build it with bnd, or add the import to its manifest");
            }
            throw new NotWiredException(
                    "the options of the " + kind.title() + " " + id + " are declared wrongly: " + e.getMessage());
        } catch (LinkageError e) {
            throw new NotWiredException(
                    "the options of the " + kind.title() + " " + id + " cannot be read: " + ComponentClass.explain(e));
        } catch (NoAnswerException e) {
            throw new NotWiredException("the options of the " + kind.title() + " " + id
                    + " cannot be read: optionsType or what it names " + e.getMessage());
        } catch (RuntimeException e) {
            throw new NotWiredException("the options of the " + kind.title() + " " + id + " cannot be read: " + e);
        }
    }

    private Provenance provenance(Bundle bundle) {
        return new Provenance(bundle.getSymbolicName(), bundle.getVersion().toString(), digests.of(bundle));
    }
}
