package org.foliot.testkit.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.foliot.api.extension.Catalog;
import org.foliot.catalog.CatalogSource;
import org.foliot.catalog.RegistryCatalogSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** An Apache Felix with Declarative Services that lasts for one trial and leaves nothing behind. */
final class TrialFramework implements AutoCloseable {
    private static final String COMPONENT_RUNTIME = "org.apache.felix.scr.impl.Activator";

    /** What a component does when it is stopped may hang as well. */
    private static final long STOP_MILLISECONDS = 10_000;

    private final Path folder;
    private final Framework framework;
    private final RegistryCatalogSource source;

    /** Starts the framework with an empty folder of plug-ins. */
    TrialFramework() {
        try {
            folder = Files.createTempDirectory("foliot-trial");
            Files.createDirectory(plugins());
            framework = factory().newFramework(configuration());
            framework.start();
            BundleContext context = framework.getBundleContext();
            context.installBundle(
                            SharedPackages.placeOf(componentRuntime()).toUri().toString())
                    .start();
            ServiceReference<ServiceComponentRuntime> runtime =
                    context.getServiceReference(ServiceComponentRuntime.class);
            if (runtime == null) {
                throw new TrialException("Declarative Services did not start");
            }
            source = new RegistryCatalogSource(context, context.getService(runtime));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the trial", e);
        } catch (BundleException e) {
            throw new TrialException("the framework of the trial did not start: " + e.getMessage(), e);
        }
    }

    private static FrameworkFactory factory() {
        return ServiceLoader.load(FrameworkFactory.class, FrameworkFactory.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new TrialException("a trial needs Apache Felix on the class path"));
    }

    private static Class<?> componentRuntime() {
        try {
            return Class.forName(COMPONENT_RUNTIME, false, FrameworkFactory.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new TrialException("a trial needs Apache Felix SCR on the class path", e);
        }
    }

    private Map<String, String> configuration() {
        return Map.of(
                Constants.FRAMEWORK_STORAGE,
                folder.resolve("cache").toString(),
                // What a bundle does not import it does not have, whoever asks.
                "felix.bootdelegation.implicit",
                "false",
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                SharedPackages.exports(),
                Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                "osgi.service;objectClass=\"org.osgi.service.event.EventAdmin\"",
                "felix.service.urlhandlers",
                "false",
                "felix.resolver.parallelism",
                "1",
                "felix.log.level",
                "0",
                // What it has to say of a component, the catalogue says better.
                "ds.log.enabled",
                "false",
                CatalogSource.PLUGINS_PROPERTY,
                plugins().toString());
    }

    private Path plugins() {
        return folder.resolve("plugins");
    }

    /** Drops a copy of a jar into the folder of plug-ins, and has it installed if it is a bundle. */
    Optional<Bundle> drop(Path jar) {
        Path copy = plugins().resolve(jar.getFileName().toString());
        try {
            Files.copy(jar, copy);
            Bundle bundle = framework.getBundleContext().installBundle("reference:" + copy.toUri());
            if (bundle.getSymbolicName() == null) {
                bundle.uninstall();
                return Optional.empty();
            }
            return Optional.of(bundle);
        } catch (BundleException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new TrialException(jar + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** What is installed now, once everything has been started that can be. */
    Catalog snapshot() {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            start(bundle);
        }
        return source.snapshot();
    }

    private static void start(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
        } catch (BundleException e) {
            // It stays as it is, and the catalogue says why.
            return;
        }
    }

    /** Stops the framework; bundles are of no use from now on. */
    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLISECONDS);
            delete();
        } catch (BundleException e) {
            throw new TrialException("the framework of the trial did not stop: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
