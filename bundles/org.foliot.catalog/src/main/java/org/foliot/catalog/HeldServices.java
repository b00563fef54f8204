package org.foliot.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Services that are held from when they are first asked for until they are unregistered, so that Declarative Services does
 * not throw a component away between two snapshots.
 */
final class HeldServices {
    private final BundleContext context;
    private final Patience patience;
    private final Map<ServiceReference<?>, Object> held = new HashMap<>();

    HeldServices(BundleContext context, Patience patience) {
        this.context = context;
        this.patience = patience;
    }

    /**
     * The service behind a reference; empty if its bundle failed to make it, or has gone.
     *
     * @throws org.foliot.api.extension.NoAnswerException when making it does not end
     */
    Optional<Object> get(ServiceReference<?> reference) {
        Object service = held.get(reference);
        if (service == null) {
            service = patience.ask(reference, () -> context.getService(reference));
            if (service != null) {
                held.put(reference, service);
            }
        }
        return Optional.ofNullable(service);
    }

    /** What is held of a bundle's services. */
    List<Object> of(Bundle bundle) {
        List<Object> services = new ArrayList<>();
        held.forEach((reference, service) -> {
            if (bundle.equals(reference.getBundle())) {
                services.add(service);
            }
        });
        return services;
    }

    void releaseUnregistered() {
        Iterator<ServiceReference<?>> references = held.keySet().iterator();
        while (references.hasNext()) {
            ServiceReference<?> reference = references.next();
            if (reference.getBundle() == null) {
                context.ungetService(reference);
                references.remove();
            }
        }
    }

    void releaseAll() {
        held.keySet().forEach(context::ungetService);
        held.clear();
    }
}
