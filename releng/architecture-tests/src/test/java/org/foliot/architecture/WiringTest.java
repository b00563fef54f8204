package org.foliot.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundles of the distribution as the framework wires them to each other. */
class WiringTest {

    @TempDir
    static Path storage;

    private static final Set<String> NO_BUNDLES = Set.of("org.foliot.launcher.jar", "org.apache.felix.framework.jar");

    private static Framework framework;
    private static final List<Bundle> INSTALLED = new ArrayList<>();

    @BeforeAll
    static void resolveTheDistribution() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.toString(),
                        "felix.resolver.parallelism",
                        "1",
                        "felix.log.level",
                        "0"));
        framework.init();
        for (Path jar : jars()) {
            INSTALLED.add(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
        }
        framework.adapt(FrameworkWiring.class).resolveBundles(INSTALLED);
    }

    private static List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String folder : List.of("lib", "bundles")) {
            try (DirectoryStream<Path> entries =
                    Files.newDirectoryStream(House.file("releng/distribution/target/foliot/" + folder), "*.jar")) {
                entries.forEach(jars::add);
            }
        }
        jars.removeIf(jar -> NO_BUNDLES.contains(jar.getFileName().toString()));
        return jars;
    }

    @AfterAll
    static void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
        INSTALLED.clear();
    }

    private static List<Bundle> ours() {
        return INSTALLED.stream()
                .filter(bundle -> Floors.roomOf(bundle.getSymbolicName()).isPresent())
                .toList();
    }

    @Test
    void everyBundleIsWired() {
        assertThat(INSTALLED).hasSizeGreaterThan(30).allSatisfy(bundle -> assertThat(bundle.getState())
                .as(bundle.getSymbolicName())
                .isEqualTo(Bundle.RESOLVED));
    }

    @Test
    void aBundleIsWiredOnlyToLowerFloors() {
        List<String> wrong = new ArrayList<>();
        int wires = 0;
        for (Bundle bundle : ours()) {
            for (BundleWire wire : bundle.adapt(BundleWiring.class).getRequiredWires(null)) {
                Optional<String> provider = Floors.roomOf(wire.getProvider().getSymbolicName());
                if (provider.isPresent()) {
                    wires++;
                    if (!Floors.maySee(bundle.getSymbolicName(), provider.get())) {
                        wrong.add(bundle.getSymbolicName() + " -> " + wire.getCapability());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(wires).isPositive();
    }

    @Test
    void everyExportedPackageHasAVersion() {
        for (Bundle bundle : ours()) {
            for (BundleCapability exported :
                    bundle.adapt(BundleWiring.class).getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                assertThat(exported.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE))
                        .as("%s in %s", exported, bundle.getSymbolicName())
                        .isNotEqualTo(Version.emptyVersion);
            }
        }
    }

    @Test
    void anExtensionExportsNothing() {
        assertThat(ours().stream().filter(bundle -> Floors.isExtension(bundle.getSymbolicName())))
                .isNotEmpty()
                .allSatisfy(bundle -> assertThat(
                                bundle.adapt(BundleWiring.class).getCapabilities(PackageNamespace.PACKAGE_NAMESPACE))
                        .as(bundle.getSymbolicName())
                        .isEmpty());
    }
}
