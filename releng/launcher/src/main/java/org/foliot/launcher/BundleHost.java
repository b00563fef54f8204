package org.foliot.launcher;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
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
    private static final String PLUGINS_PROPERTY = "org.foliot.plugins";
    private static final String WATCHED_PROPERTY = "org.foliot.plugins.watched";
    private static final String SETTLED_PROPERTY = "org.foliot.plugins.settled";

    private final Framework framework;
    private final BundleCache cache;
    private final List<String> failures = new ArrayList<>();

    private BundleHost(Framework framework, BundleCache cache) {
        this.framework = framework;
        this.cache = cache;
    }

    /** Starts a framework on the kept cache if it is sound, else on a fresh one. */
    static BundleHost start(Settings settings, BundleSet bundles, BundleCache cache, HeadStart headStart)
            throws BundleException, LaunchException {
        BundleHost host = new BundleHost(framework(settings, bundles, cache), cache);
        host.framework.init();
        if (!cache.kept()) {
            host.install(bundles);
        } else if (!host.isComplete()) {
            host.stop();
            return start(settings, bundles, cache.replacement(), headStart);
        }
        headStart.offerTo(host.framework.getBundleContext());
        host.startBundles(bundles);
        return host;
    }

    private static Framework framework(Settings settings, BundleSet bundles, BundleCache cache) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, cache.frameworkFolder().toString());
        // A kept cache is only read: processes need not wait for each other.
        configuration.put("felix.cache.locking", "false");
        // What a bundle does not import it does not have, whoever asks; bundles on the class path would be there for
        // all.
        configuration.put("felix.bootdelegation.implicit", "false");
        // One thread resolves as fast as several, and leaves none behind when the framework stops.
        configuration.put("felix.resolver.parallelism", "1");
        configuration.put("felix.log.logger", new QuietLogger());
        // What the component runtime has read from a set of bundles, it keeps beside them.
        configuration.put("ds.cache.metadata", "true");
        configuration.put("ds.log.enabled", Boolean.toString(QuietLogger.TALKATIVE));
        configuration.put(
                PLUGINS_PROPERTY,
                settings.pluginFolders().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        if (settings.watching()) {
            configuration.put(WATCHED_PROPERTY, "true");
            // A run goes on with the version that it began with beside a newer one.
            configuration.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        } else {
            // Nothing changes after the start, so extensions that nobody asks for need not be made.
            configuration.put(SETTLED_PROPERTY, "true");
        }
        // The framework takes more than text, a logger for instance, which its factory has no type for.
        @SuppressWarnings({"rawtypes", "unchecked"})
        Map<String, String> asDeclared = (Map) configuration;
        return new FrameworkFactory().newFramework(asDeclared, new ClassPathConnector(bundles));
    }

    private boolean isComplete() {
        try {
            return framework.getBundleContext().getBundles().length == cache.rememberedCount();
        } catch (IOException | NumberFormatException damaged) {
            return false;
        }
    }

    private void install(BundleSet bundles) {
        BundleContext context = framework.getBundleContext();
        for (Jar jar : bundles.all()) {
            try {
                Bundle bundle = context.installBundle(jar.location());
                if (bundle.getSymbolicName() == null) {
                    // A jar without OSGi metadata would pass for a bundle of the oldest kind that offers nothing.
                    bundle.uninstall();
                    failures.add(jar.path() + " is no bundle");
                }
            } catch (BundleException wrong) {
                failures.add(jar.path() + ": " + wrong.getMessage());
            }
        }
    }

    private void startBundles(BundleSet bundles) throws BundleException {
        framework.start();
        List<Bundle> withComponents = new ArrayList<>();
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (COMPONENT_RUNTIME.equals(bundle.getSymbolicName())) {
                bundle.start(Bundle.START_TRANSIENT);
            } else if (bundle.getHeaders("").get("Service-Component") != null) {
                withComponents.add(bundle);
            }
        }
        // All at once takes half as long as each by itself. What cannot be resolved says so when it is started.
        framework.adapt(FrameworkWiring.class).resolveBundles(withComponents);
        Set<String> plugins = bundles.plugins().stream().map(Jar::location).collect(Collectors.toSet());
        List<Bundle> others = new ArrayList<>();
        for (Bundle bundle : withComponents) {
            if (plugins.contains(bundle.getLocation())) {
                others.add(bundle);
                continue;
            }
            try {
                bundle.start(Bundle.START_TRANSIENT);
            } catch (BundleException wrong) {
                failures.add(wrong.getMessage());
            }
        }
        PatientStart.start(others, failures);
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
        throw new LaunchException(
                failures.isEmpty()
                        ? "there is no application among the bundles"
                        : "there is no application among the bundles; these cannot be used:\n  "
                                + String.join("\n  ", failures));
    }

    /** A cache that this run has filled is put in its place; the process is about to end, so nothing else stops. */
    @Override
    public void close() throws BundleException {
        int count = framework.getBundleContext().getBundles().length;
        if (!cache.kept()) {
            stop();
        }
        cache.release(count);
    }

    private void stop() throws BundleException {
        framework.stop();
        try {
            // A bundle that is stuck never stops, and must not keep the process from its end.
            framework.waitForStop(PatientStart.MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
