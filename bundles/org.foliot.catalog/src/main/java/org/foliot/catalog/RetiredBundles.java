package org.foliot.catalog;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Bundles that have been taken out while somebody may still be using them.
 *
 * <p>A retired bundle is stopped, so that its services are gone, and offers its packages to nobody any more. But a run in
 * progress goes on to load classes of it, which an uninstalled bundle does not allow; so it is uninstalled when nobody
 * holds any of the services that it had.
 */
final class RetiredBundles implements AutoCloseable {
    private final Map<Bundle, List<WeakReference<Object>>> users = new HashMap<>();
    /** The keys of {@link #users}, for resolving, which may happen on any thread. */
    private final Set<Bundle> retired = ConcurrentHashMap.newKeySet();

    private final Patience patience;
    private final FrameworkWiring wiring;
    private final ServiceRegistration<ResolverHookFactory> registration;

    RetiredBundles(BundleContext context, Patience patience) {
        this.patience = patience;
        wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        ResolverHook hook = new Unavailable();
        registration = context.registerService(ResolverHookFactory.class, triggers -> hook, null);
    }

    /** Whether a bundle has been taken out and only waits for its users. */
    boolean contains(Bundle bundle) {
        return retired.contains(bundle);
    }

    /**
     * Takes a bundle out.
     *
     * @param services what others may have of it
     */
    void retire(Bundle bundle, Collection<Object> services) {
        List<WeakReference<Object>> references = new ArrayList<>();
        services.forEach(s -> references.add(new WeakReference<>(s)));
        users.put(bundle, references);
        retired.add(bundle);
        // A bundle whose activator fails to stop is stopped all the same (OSGi Core 8, section 10.1.4.7, Bundle.stop).
        patience.attempt(() -> bundle.stop(Bundle.STOP_TRANSIENT));
    }

    /** Uninstalls those that nobody uses any more, neither holding a service nor wired to a package. */
    void uninstallUnused() {
        Iterator<Map.Entry<Bundle, List<WeakReference<Object>>>> entries =
                users.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Bundle, List<WeakReference<Object>>> entry = entries.next();
            boolean held = entry.getValue().stream().anyMatch(r -> !r.refersTo(null));
            // Others that were wired to it have been retired with it, and go first.
            if (!held && wiring.getDependencyClosure(List.of(entry.getKey())).size() <= 1) {
                uninstall(entry.getKey());
                entries.remove();
            }
        }
    }

    /** Uninstalls those of a name at once, where a framework has no room for two of them. */
    void uninstall(String symbolicName) {
        users.keySet().removeIf(bundle -> {
            boolean inTheWay = symbolicName.equals(bundle.getSymbolicName());
            if (inTheWay) {
                uninstall(bundle);
            }
            return inTheWay;
        });
    }

    private void uninstall(Bundle bundle) {
        if (bundle.getState() != Bundle.UNINSTALLED) {
            // One that fails stays, stopped, until the process ends.
            patience.attempt(bundle::uninstall);
        }
        if (bundle.getState() == Bundle.UNINSTALLED) {
            retired.remove(bundle);
        }
    }

    @Override
    public void close() {
        registration.unregister();
    }

    /** Keeps what is retired from being wired to anything new. */
    private final class Unavailable implements ResolverHook {
        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            candidates.removeIf(c -> retired.contains(c.getBundle()));
        }

        @Override
        public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> candidates) {
            candidates.removeIf(c -> retired.contains(c.getRevision().getBundle()));
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            candidates.removeIf(c -> retired.contains(c.getRevision().getBundle()));
        }

        @Override
        public void end() {
            // Nothing was begun.
        }
    }
}
