package org.foliot.spark.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * The framework of an executor, with the bundles that were sent. There is one per process and set of bundles, made when the
 * first task comes and never stopped: the process ends when the application does. Its files lie beside those that Spark has
 * fetched and go with them.
 */
final class EmbeddedFramework {
    private static final String COMPONENT_RUNTIME = "org.apache.felix.scr";
    private static final Map<String, EmbeddedFramework> RUNNING = new HashMap<>();

    private final BiFunction<byte[], List<byte[]>, List<byte[]>> runs;

    private EmbeddedFramework(BiFunction<byte[], List<byte[]>, List<byte[]>> runs) {
        this.runs = runs;
    }

    /**
     * What makes runs, of the bundles in an archive: takes a study and requests, gives runs in their order.
     *
     * @throws ExecutorException when these bundles cannot be started here, or none of them makes runs
     */
    static BiFunction<byte[], List<byte[]>, List<byte[]>> runs(String archive) throws ExecutorException {
        synchronized (RUNNING) {
            EmbeddedFramework framework = RUNNING.get(archive);
            if (framework == null) {
                framework = start(Path.of(archive).toAbsolutePath().normalize());
                RUNNING.put(archive, framework);
            }
            return framework.runs;
        }
    }

    private static EmbeddedFramework start(Path archive) throws ExecutorException {
        configureLibraries();
        try {
            Path folder = Files.createTempDirectory(archive.getParent(), "foliot-");
            List<Path> jars = unpack(archive, folder);
            Framework framework = framework(folder.resolve("cache"));
            framework.init();
            BundleContext context = framework.getBundleContext();
            for (Path jar : jars) {
                context.installBundle("reference:" + jar.toUri());
            }
            framework.start();
            startComponents(context);
            return new EmbeddedFramework(service(context));
        } catch (IOException | BundleException e) {
            throw new ExecutorException("the bundles cannot be started on an executor: " + e.getMessage(), e);
        }
    }

    /** As in the launcher: EMF would keep a thread, Guice would generate classes. */
    private static void configureLibraries() {
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        System.setProperty("org.eclipse.emf.common.util.ReferenceClearingQueue", "false");
    }

    private static Framework framework(Path storage) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        configuration.put("felix.resolver.parallelism", "1");
        configuration.put("felix.log.level", "1");
        ClassLoader own = EmbeddedFramework.class.getClassLoader();
        return ServiceLoader.load(FrameworkFactory.class, own)
                .findFirst()
                .orElseThrow()
                .newFramework(configuration);
    }

    private static List<Path> unpack(Path archive, Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path jar = folder.resolve(entry.getName()).normalize();
                if (!jar.startsWith(folder)) {
                    throw new IOException(entry.getName() + " in " + archive + " lies outside of it");
                }
                Files.copy(zip.getInputStream(entry), jar);
                jars.add(jar);
            }
        }
        return jars;
    }

    private static void startComponents(BundleContext context) throws BundleException {
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
            } catch (BundleException e) {
                // As at home: what cannot be used is left out, and if a run needs it, its key tells.
                System.err.println("foliot: " + e.getMessage());
            }
        }
    }

    private static BiFunction<byte[], List<byte[]>, List<byte[]>> service(BundleContext context)
            throws ExecutorException {
        try {
            @SuppressWarnings("rawtypes")
            Collection<ServiceReference<BiFunction>> found =
                    context.getServiceReferences(BiFunction.class, "(org.foliot.cluster=runs)");
            if (found.isEmpty()) {
                throw new ExecutorException("none of the bundles that were sent to an executor makes runs");
            }
            @SuppressWarnings("unchecked")
            BiFunction<byte[], List<byte[]>, List<byte[]>> service = context.getService(Collections.max(found));
            if (service == null) {
                throw new ExecutorException("the component that makes runs cannot be activated on an executor");
            }
            return service;
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
