package org.foliot.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** Says in words which requirement keeps a bundle from being resolved. */
final class MissingRequirements {
    private static final Pattern JAVA = Pattern.compile("\\(version=([0-9.]+)\\)");
    private static final Pattern FROM = Pattern.compile("\\(version>=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");

    private final FrameworkWiring wiring;

    private final Predicate<Bundle> retired;

    /**
     * What keeps bundles of one framework from being resolved.
     *
     * @param retired which bundles no longer provide anything to others
     */
    MissingRequirements(FrameworkWiring wiring, Predicate<Bundle> retired) {
        this.wiring = wiring;
        this.retired = retired;
    }

    /** The reason why a bundle that is installed cannot be resolved, as a sentence without its subject. */
    String explain(Bundle bundle) {
        List<BundleRequirement> mandatory = bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
                .filter(MissingRequirements::isMandatory)
                .collect(Collectors.toList());
        Optional<String> absent = mandatory.stream()
                .filter(r -> providers(r).isEmpty())
                .map(this::absent)
                .sorted()
                .findFirst();
        if (absent.isPresent()) {
            return absent.get();
        }
        return mandatory.stream()
                .map(this::unresolvedProvider)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("imports packages that do not fit together (uses constraints);"
                        + " build it against the versions that are installed");
    }

    private List<BundleCapability> providers(Requirement requirement) {
        return wiring.findProviders(requirement).stream()
                .filter(c -> !retired.test(c.getRevision().getBundle()))
                .toList();
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        return !Namespace.RESOLUTION_OPTIONAL.equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && !"dynamic".equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && Namespace.EFFECTIVE_RESOLVE.equals(directives.getOrDefault(
                        Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE));
    }

    private String absent(BundleRequirement requirement) {
        String filter = filter(requirement);
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> absentNamed(requirement, "package");
            case BundleNamespace.BUNDLE_NAMESPACE, HostNamespace.HOST_NAMESPACE -> absentNamed(requirement, "bundle");
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> {
                Matcher version = JAVA.matcher(filter);
                yield "needs Java " + (version.find() ? version.group(1) : filter) + "; this is Java "
                        + Runtime.version().feature()
                        + "; start Foliot with that, or compile it for this one";
            }
            default -> "needs " + requirement.getNamespace() + " " + filter + ", which no bundle provides";
        };
    }

    private String absentNamed(BundleRequirement requirement, String what) {
        String name = nameOf(requirement).orElse(filter(requirement));
        List<BundleCapability> others = providers(new AnyVersion(requirement, name));
        if (others.isEmpty()) {
            return "needs the " + what + " " + name + ", which no bundle provides; add one that does";
        }
        String versions = others.stream()
                .map(c -> String.valueOf(c.getAttributes().get(versionAttribute(requirement))))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(", "));
        return "needs the " + what + " " + name + " in version " + range(filter(requirement)) + "; installed is "
                + versions + "; build it against that";
    }

    private Optional<String> unresolvedProvider(BundleRequirement requirement) {
        List<BundleCapability> providers = providers(requirement);
        boolean usable = providers.stream().anyMatch(c -> c.getRevision().getWiring() != null);
        if (usable || providers.isEmpty()) {
            return Optional.empty();
        }
        Bundle provider = providers.get(0).getRevision().getBundle();
        return Optional.of("needs " + nameOf(requirement).orElse(requirement.getNamespace()) + " of "
                + RegistryCatalogSource.name(provider) + ", which is not wired itself");
    }

    private static String versionAttribute(BundleRequirement requirement) {
        return requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
                ? PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE
                : BundleNamespace.CAPABILITY_BUNDLE_VERSION_ATTRIBUTE;
    }

    private static Optional<String> nameOf(BundleRequirement requirement) {
        Matcher matcher = Pattern.compile("\\(" + Pattern.quote(requirement.getNamespace()) + "=([^)]+)\\)")
                .matcher(filter(requirement));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String range(String filter) {
        String plain = filter.replace("bundle-version", "version");
        Matcher from = FROM.matcher(plain);
        Matcher below = BELOW.matcher(plain);
        String low = from.find() ? from.group(1) : "0";
        return below.find() ? "[" + low + "," + below.group(1) + ")" : low + " or newer";
    }

    private static String filter(BundleRequirement requirement) {
        return requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
    }

    /** The same requirement for any version. */
    private record AnyVersion(BundleRequirement of, String name) implements Requirement {
        @Override
        public String getNamespace() {
            return of.getNamespace();
        }

        @Override
        public Map<String, String> getDirectives() {
            return Map.of(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "(" + of.getNamespace() + "=" + name + ")");
        }

        @Override
        public Map<String, Object> getAttributes() {
            return Map.of();
        }

        @Override
        public Resource getResource() {
            return of.getResource();
        }
    }
}
