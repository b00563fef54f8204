package org.foliot.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.foliot.api.extension.Catalog;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Apache Felix with Declarative Services; the extension API comes from the class path of the test. */
final class TestFramework implements AutoCloseable {
    private static final List<String> SHARED = List.of(
            "org.foliot.api.extension;version=1.0.0",
            "org.foliot.api.guest;version=1.0.0",
            "org.foliot.api.host;version=1.0.0",
            "org.foliot.api.hypervisor;version=1.0.0",
            "org.foliot.api.memory;version=1.0.0",
            "org.foliot.api.scheduler;version=1.0.0",
            "org.foliot.time;version=1.0.0",
            "org.osgi.service.component;version=1.5.1",
            "org.osgi.service.component.runtime;version=1.5.1",
            "org.osgi.service.component.runtime.dto;version=1.5.1",
            "org.osgi.util.promise;version=1.3.0",
            "org.osgi.util.function;version=1.2.0");

    private final Framework framework;
    private final RegistryCatalogSource source;
    private final ServiceComponentRuntime components;
    /** How long the framework is waited for, 0 for ever: one with a bundle that is stuck does not stop. */
    private final long stopMillis;

    /** A framework into which its user installs what is in the folder of plug-ins. */
    TestFramework(Path plugins, Path cache) throws Exception {
        this(plugins, cache, Map.of());
    }

    /** A framework in which the catalogue installs what is in the folder of plug-ins. */
    static TestFramework watching(Path plugins, Path cache) throws Exception {
        return new TestFramework(
                plugins,
                cache,
                Map.of(CatalogSource.WATCHED_PROPERTY, "true", Constants.FRAMEWORK_BSNVERSION, "multiple"));
    }

    /** A framework in which the catalogue installs what is in the folder of plug-ins, and soon gives up what hangs. */
    static TestFramework impatient(Path plugins, Path cache) throws Exception {
        return new TestFramework(
                plugins,
                cache,
                Map.of(
                        CatalogSource.WATCHED_PROPERTY,
                        "true",
                        Constants.FRAMEWORK_BSNVERSION,
                        "multiple",
                        CatalogSource.PATIENCE_PROPERTY,
                        "200"));
    }

    /** A framework whose user installs everything before asking for anything. */
    static TestFramework settled(Path plugins, Path cache) throws Exception {
        return new TestFramework(plugins, cache, Map.of(CatalogSource.SETTLED_PROPERTY, "true"));
    }

    private TestFramework(Path plugins, Path cache, Map<String, String> more) throws Exception {
        Map<String, String> configuration = new HashMap<>(more);
        stopMillis = more.containsKey(CatalogSource.PATIENCE_PROPERTY) ? 1 : 0;
        configuration.putAll(Map.of(
                Constants.FRAMEWORK_STORAGE,
                cache.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                String.join(",", SHARED),
                Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                "osgi.service;objectClass=\"org.osgi.service.event.EventAdmin\"",
                "ds.loglevel",
                "audit",
                "felix.log.level",
                "0",
                CatalogSource.PLUGINS_PROPERTY,
                plugins.toString()));
        framework = new FrameworkFactory().newFramework(configuration);
        framework.start();
        Bundle scr = framework
                .getBundleContext()
                .installBundle(
                        jarOf("org.apache.felix.scr.impl.Activator").toUri().toString());
        scr.start();
        ServiceReference<ServiceComponentRuntime> runtime =
                framework.getBundleContext().getServiceReference(ServiceComponentRuntime.class);
        assertThat(runtime).isNotNull();
        components = framework.getBundleContext().getService(runtime);
        source = new RegistryCatalogSource(framework.getBundleContext(), components);
    }

    private static Path jarOf(String className) throws ClassNotFoundException, URISyntaxException {
        return Path.of(Class.forName(className, false, TestFramework.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** Installs a bundle and starts it, if it can be resolved. */
    Bundle install(Path jar) throws BundleException {
        Bundle bundle = framework.getBundleContext().installBundle("reference:" + jar.toUri());
        try {
            bundle.start();
        } catch (BundleException e) {
            assertThat(bundle.getState()).isEqualTo(Bundle.INSTALLED);
        }
        return bundle;
    }

    RegistryCatalogSource source() {
        return source;
    }

    /** Whether anything has been made of the components of a bundle, or has been tried to. */
    boolean wasAskedFor(Bundle bundle) {
        return components.getComponentDescriptionDTOs(bundle).stream()
                .flatMap(d -> components.getComponentConfigurationDTOs(d).stream())
                .anyMatch(c -> c.state != ComponentConfigurationDTO.SATISFIED);
    }

    Bundle[] bundles() {
        return framework.getBundleContext().getBundles();
    }

    Catalog snapshot() {
        return source.snapshot();
    }

    @Override
    public void close() throws IOException, BundleException, InterruptedException {
        source.release();
        framework.stop();
        framework.waitForStop(stopMillis);
    }

    static Path folder(Path parent, String name) throws IOException {
        return Files.createDirectories(parent.resolve(name));
    }
}
