package org.foliot.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.felix.framework.FrameworkFactory;
import org.foliot.launcher.BundleSet.Jar;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** A running framework with all bundles in it, those with declarative services started. */
final class BundleHost implements AutoCloseable {

    private static final String COMPONENT_RUNTIME = "org.apache.felix.scr";
    private static final String REFERENCE = "reference:";

    private final Framework framework;
    private final BundleCache cache;
    private final Map<String, String> notInstalled;
    private final Map<String, String> unusable = Collections.synchronizedMap(new TreeMap<>());

    private BundleHost(Framework framework, BundleCache cache, Map<String, String> notInstalled) {
        this.framework = framework;
        this.cache = cache;
        this.notInstalled = notInstalled;
        this.unusable.putAll(notInstalled);
    }

    /** Starts a framework on the kept cache if it is sound, else on a fresh one. */
    static BundleHost start(BundleSet bundles, BundleCache cache) throws BundleException, LaunchException {
        Framework framework = framework(cache);
        framework.init();
        Map<String, String> notInstalled;
        if (cache.kept()) {
            notInstalled = rememberedIfSound(framework, bundles, cache);
            if (notInstalled == null) {
                stop(framework);
                return start(bundles, cache.replacement());
            }
        } else {
            notInstalled = install(framework.getBundleContext(), bundles);
        }
        BundleHost host = new BundleHost(framework, cache, notInstalled);
        host.unusable.putAll(bundles.unreadable());
        host.startBundles();
        return host;
    }

    private static Framework framework(BundleCache cache) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, cache.frameworkFolder().toString());
        // A kept cache is only read: processes need not wait for each other.
        configuration.put("felix.cache.locking", "false");
        // One thread resolves as fast as several, and leaves none behind when the framework stops.
        configuration.put("felix.resolver.parallelism", "1");
        configuration.put("felix.log.logger", new QuietLogger());
        return new FrameworkFactory().newFramework(configuration);
    }

    /** What could not be installed when this cache was made, or null when the cache does not hold what it should. */
    private static Map<String, String> rememberedIfSound(Framework framework, BundleSet bundles, BundleCache cache) {
        try {
            Map<String, String> remembered = cache.rememberedUnusable();
            int expected = 1 + bundles.all().size() - remembered.size();
            return framework.getBundleContext().getBundles().length == expected ? remembered : null;
        } catch (IOException | IndexOutOfBoundsException damaged) {
            return null;
        }
    }

    private static Map<String, String> install(BundleContext context, BundleSet bundles) {
        Map<String, String> failures = new TreeMap<>();
        for (Jar jar : bundles.all()) {
            String location = REFERENCE + "file:" + jar.path().toUri().getRawPath();
            try {
                Bundle bundle = context.installBundle(location);
                if (bundle.getSymbolicName() == null) {
                    bundle.uninstall();
                    failures.put(
                            jar.path().toString(),
                            "this jar is no OSGi bundle: its manifest has no Bundle-SymbolicName");
                }
            } catch (BundleException wrong) {
                failures.put(jar.path().toString(), Diagnosis.ofInstallation(wrong));
            }
        }
        return failures;
    }

    private void startBundles() throws BundleException, LaunchException {
        BundleContext context = framework.getBundleContext();
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("org.foliot.launcher", "unusable");
        Supplier<Map<String, String>> supplier = this::unusable;
        context.registerService(Supplier.class, supplier, properties);
        framework.start();
        List<Bundle> withComponents = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (COMPONENT_RUNTIME.equals(bundle.getSymbolicName())) {
                bundle.start(Bundle.START_TRANSIENT);
            } else if (bundle.getHeaders("").get("Service-Component") != null) {
                withComponents.add(bundle);
            }
        }
        for (Bundle bundle : withComponents) {
            try {
                bundle.start(Bundle.START_TRANSIENT);
            } catch (BundleException wrong) {
                unusable.put(pathOf(bundle), new Diagnosis(context).ofStart(bundle, wrong));
            }
        }
    }

    /** Every jar that cannot be used, with the reason; finds out about bundles that nobody has needed so far. */
    private Map<String, String> unusable() {
        List<Bundle> unresolved = new ArrayList<>();
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (bundle.getState() == Bundle.INSTALLED && !unusable.containsKey(pathOf(bundle))) {
                unresolved.add(bundle);
            }
        }
        if (!unresolved.isEmpty()) {
            framework.adapt(FrameworkWiring.class).resolveBundles(unresolved);
            Diagnosis diagnosis = new Diagnosis(framework.getBundleContext());
            for (Bundle bundle : unresolved) {
                if (bundle.getState() == Bundle.INSTALLED) {
                    unusable.put(pathOf(bundle), diagnosis.ofWiring(bundle));
                }
            }
        }
        return new TreeMap<>(unusable);
    }

    private static String pathOf(Bundle bundle) {
        String location = bundle.getLocation();
        return location.startsWith(REFERENCE)
                ? Path.of(URI.create(location.substring(REFERENCE.length()))).toString()
                : location;
    }

    /**
     * The application among the bundles.
     *
     * @throws LaunchException if there is none; the message says what could not be used
     */
    ToIntFunction<String[]> application() throws LaunchException {
        BundleContext context = framework.getBundleContext();
        try {
            @SuppressWarnings("rawtypes")
            Collection<ServiceReference<ToIntFunction>> found =
                    context.getServiceReferences(ToIntFunction.class, "(org.foliot.application=*)");
            if (!found.isEmpty()) {
                @SuppressWarnings("unchecked")
                ToIntFunction<String[]> application = context.getService(Collections.max(found));
                if (application != null) {
                    return application;
                }
            }
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
        StringBuilder message = new StringBuilder("there is no application among the bundles");
        unusable()
                .forEach((jar, reason) ->
                        message.append("\n  ").append(jar).append(": ").append(reason));
        throw new LaunchException(message.toString());
    }

    /** A cache that this run has filled is put in its place; the process is about to end, so nothing else stops. */
    @Override
    public void close() throws BundleException {
        if (!cache.kept()) {
            stop(framework);
            cache.release(notInstalled);
        }
    }

    private static void stop(Framework framework) throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(0);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
