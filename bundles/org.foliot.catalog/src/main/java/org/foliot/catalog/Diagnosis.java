package org.foliot.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.UnwiredBundle;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Finds out why files, bundles and components that should have added an extension did not.
 *
 * <p>It looks at what concerns Foliot: jars in a plug-in folder, and bundles that import a package of the extension API.
 */
final class Diagnosis {
    private static final String API = "org.foliot.api";
    private static final String SERVICE_COMPONENT = "Service-Component";
    private static final String CAUSED_BY = "Caused by: ";
    private static final String MAVEN_PROJECT = "pom.xml";
    private static final String MAVEN_OUTPUT = "target";

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final FrameworkWiring wiring;
    private final MissingRequirements missing;
    private final Predicate<Bundle> retired;
    private final Supplier<List<Path>> folders;

    /**
     * A diagnosis of one framework.
     *
     * @param retired which bundles have been taken out and are only there for those who use them
     * @param folders of plug-ins
     */
    Diagnosis(
            BundleContext context,
            ServiceComponentRuntime components,
            Predicate<Bundle> retired,
            Supplier<List<Path>> folders) {
        this.context = context;
        this.components = components;
        this.retired = retired;
        this.folders = folders;
        this.wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        this.missing = new MissingRequirements(wiring, retired);
    }

    /** Why the component behind a service could not be made, if Declarative Services or its class tell. */
    Optional<String> failureOf(ServiceReference<?> reference) {
        Optional<ComponentConfigurationDTO> component =
                components.getComponentDescriptionDTOs(reference.getBundle()).stream()
                        .flatMap(d -> components.getComponentConfigurationDTOs(d).stream())
                        .filter(c -> ((Long) c.id).equals(reference.getProperty("component.id")))
                        .findFirst();
        return component
                .filter(c -> c.failure != null)
                .map(c -> ComponentClass.explain(rootCause(c.failure)))
                .or(() -> component.flatMap(
                        c -> ComponentClass.obstacle(reference.getBundle(), c.description.implementationClass)));
    }

    private static String rootCause(String stackTrace) {
        List<String> lines = stackTrace.strip().lines().collect(Collectors.toList());
        return lines.stream()
                .filter(l -> l.startsWith(CAUSED_BY))
                .reduce((first, second) -> second)
                .map(l -> l.substring(CAUSED_BY.length()))
                .orElse(lines.isEmpty() ? "" : lines.get(0));
    }

    /** Files, bundles and components that add nothing, in no particular order. */
    List<UnwiredBundle> examine() {
        List<UnwiredBundle> findings = new ArrayList<>();
        List<Path> plugins = pluginJars(findings);
        Set<Path> installed = new LinkedHashSet<>();
        List<Bundle> relevant = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (retired.test(bundle)) {
                continue;
            }
            Optional<Path> jar = BundleDigests.jar(bundle).map(Diagnosis::real);
            jar.ifPresent(installed::add);
            boolean plugin = jar.filter(plugins::contains).isPresent();
            if (bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID && (plugin || importsApi(bundle))) {
                relevant.add(bundle);
            }
        }
        plugins.stream()
                .filter(jar -> !installed.contains(jar))
                .forEach(jar -> findings.add(new UnwiredBundle(fileName(jar), notInstalled(jar))));
        // A bundle that nobody needed yet may be unresolved without anything being wrong with it.
        wiring.resolveBundles(
                relevant.stream().filter(b -> b.getState() == Bundle.INSTALLED).collect(Collectors.toList()));
        relevant.forEach(bundle -> examine(bundle, findings));
        return findings;
    }

    private List<Path> pluginJars(List<UnwiredBundle> findings) {
        List<Path> jars = new ArrayList<>();
        for (Path folder : folders.get()) {
            int before = jars.size();
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(f -> fileName(f).endsWith(".jar"))
                            .map(Diagnosis::real)
                            .sorted()
                            .forEach(jars::add);
                } catch (IOException e) {
                    findings.add(new UnwiredBundle(
                            folder.toString(), "is a folder of plug-ins that cannot be read (" + e.getMessage() + ")"));
                    continue;
                }
            }
            if (jars.size() == before) {
                unbuilt(folder).ifPresent(findings::add);
            }
        }
        return jars;
    }

    /** What is to be said of a folder without jars into which Maven builds a bundle; nothing of others. */
    private static Optional<UnwiredBundle> unbuilt(Path folder) {
        Path project = folder.toAbsolutePath().getParent();
        boolean ofMaven = project != null
                && fileName(folder).equals(MAVEN_OUTPUT)
                && Files.isRegularFile(project.resolve(MAVEN_PROJECT));
        return ofMaven
                ? Optional.of(new UnwiredBundle(
                        fileName(project), "has not been built yet; run \"mvn verify\" in " + project))
                : Optional.empty();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static String fileName(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString();
    }

    private static String notInstalled(Path file) {
        if (!Files.isRegularFile(file)) {
            return "is not a readable jar (it is no file, or a link to none); build or copy it again";
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            if (attributes.getValue(Constants.BUNDLE_SYMBOLICNAME) == null) {
                return "is a jar but no bundle: its manifest has no Bundle-SymbolicName; build it with bnd";
            }
            return "is a bundle that the framework did not install; another one with the name "
                    + attributes.getValue(Constants.BUNDLE_SYMBOLICNAME) + " and version "
                    + attributes.getValue(Constants.BUNDLE_VERSION)
                    + " may be there already; remove one of the two";
        } catch (IOException e) {
            return "is not a readable jar (" + e.getMessage() + "); build or copy it again";
        }
    }

    static boolean importsApi(Bundle bundle) {
        return imports(bundle, API);
    }

    /** Whether a bundle imports a package, or one below it. */
    static boolean imports(Bundle bundle, String packageName) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null || bundle.getSymbolicName() == null) {
            return false;
        }
        return revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(BundleRequirement::toString)
                .anyMatch(text -> text.contains(packageName));
    }

    private void examine(Bundle bundle, List<UnwiredBundle> findings) {
        String name = RegistryCatalogSource.name(bundle);
        if (bundle.getState() == Bundle.INSTALLED) {
            findings.add(new UnwiredBundle(name, missing.explain(bundle)));
            return;
        }
        String header = bundle.getHeaders("").get(SERVICE_COMPONENT);
        if (header == null) {
            if (importsExtensionKind(bundle) && !providesPlatform(bundle)) {
                findings.add(new UnwiredBundle(
                        name,
                        "has no component: annotate the class with @Component and @Extension, and build it with bnd"));
            }
            return;
        }
        if (bundle.getState() == Bundle.RESOLVED) {
            findings.add(new UnwiredBundle(name, "is not started" + activatorOf(bundle)));
            return;
        }
        if (bundle.getState() == Bundle.STARTING && !isLazy(bundle)) {
            findings.add(new UnwiredBundle(
                    name,
                    "is not started: its activator " + bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATOR)
                            + " does not return; an extension should need none"));
            return;
        }
        Collection<ComponentDescriptionDTO> descriptions = components.getComponentDescriptionDTOs(bundle);
        if (descriptions.isEmpty()) {
            findings.add(new UnwiredBundle(
                    name, "its component description " + header + " is missing or cannot be read; build it with bnd"));
        }
        descriptions.forEach(d -> examine(name, d, findings));
    }

    /** What an activator has to do with it that a bundle is not started. */
    private static String activatorOf(Bundle bundle) {
        String activator = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATOR);
        if (activator == null) {
            return "";
        }
        return ": its activator " + activator + " failed, or is not in it; an extension should need none";
    }

    /** Whether a bundle counts as started while its activator waits for the first class that is needed. */
    private static boolean isLazy(Bundle bundle) {
        String policy = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY);
        return policy != null && policy.startsWith(Constants.ACTIVATION_LAZY);
    }

    private static boolean importsExtensionKind(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<String> imports = revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(BundleRequirement::toString)
                .collect(Collectors.toList());
        return Arrays.stream(ExtensionKind.values())
                .map(kind -> kind.service().getPackageName())
                .anyMatch(needed -> imports.stream().anyMatch(i -> i.contains(needed)));
    }

    /** Whether a bundle exports packages of its own: part of the platform or a library, not an extension. */
    private static boolean providesPlatform(Bundle bundle) {
        return !bundle.adapt(BundleRevision.class)
                .getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                .isEmpty();
    }

    private void examine(String bundle, ComponentDescriptionDTO description, List<UnwiredBundle> findings) {
        Optional<ExtensionKind> kind = Arrays.stream(ExtensionKind.values())
                .filter(k -> List.of(description.serviceInterfaces)
                        .contains(k.service().getName()))
                .findFirst();
        if (kind.isEmpty()) {
            return;
        }
        String what = "its " + kind.get().title() + " component " + description.name;
        Collection<ComponentConfigurationDTO> configurations = components.getComponentConfigurationDTOs(description);
        if (configurations.isEmpty()) {
            String reason = components.isComponentEnabled(description)
                    ? " waits for a configuration; an extension must not require one"
                    : " is disabled";
            findings.add(new UnwiredBundle(bundle, what + reason));
        }
        for (ComponentConfigurationDTO configuration : configurations) {
            unsatisfied(configuration).ifPresent(reason -> findings.add(new UnwiredBundle(bundle, what + reason)));
        }
    }

    private static Optional<String> unsatisfied(ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                Optional.of(" waits for a service that is not there: "
                        + Arrays.stream(configuration.unsatisfiedReferences)
                                .map(r -> r.name + interfaceOf(configuration.description, r.name))
                                .collect(Collectors.joining(", ")));
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                Optional.of(" waits for a configuration; an extension must not require one");
            default -> Optional.empty();
        };
    }

    private static String interfaceOf(ComponentDescriptionDTO description, String reference) {
        return Arrays.stream(description.references)
                .filter(r -> r.name.equals(reference))
                .map(r -> " (" + r.interfaceName + ")")
                .findFirst()
                .orElse("");
    }
}
