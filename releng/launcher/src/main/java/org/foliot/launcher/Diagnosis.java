package org.foliot.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/** Says in one sentence of plain words why a bundle cannot be used. */
final class Diagnosis {

    private static final Pattern AT_LEAST = Pattern.compile("version>=([^)]*)\\)");
    private static final Pattern BELOW = Pattern.compile("!\\([^()]*version>=([^)]*)\\)");

    private final List<BundleRevision> installed = new ArrayList<>();

    /** Looks at the bundles that are installed now. */
    Diagnosis(BundleContext context) {
        for (Bundle bundle : context.getBundles()) {
            installed.add(bundle.adapt(BundleRevision.class));
        }
    }

    /** Why a jar could not be installed. */
    static String ofInstallation(BundleException wrong) {
        if (wrong.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
            return "a bundle of the same name and version is installed already";
        }
        Throwable cause = rootOf(wrong);
        if (cause instanceof ZipException) {
            return "this file is no jar, or a damaged one (" + oneLine(cause) + ")";
        }
        return "this jar cannot be installed: " + oneLine(cause);
    }

    /** Why a bundle could not be started. */
    String ofStart(Bundle bundle, BundleException wrong) {
        if (bundle.getState() == Bundle.INSTALLED) {
            return ofWiring(bundle);
        }
        return "this bundle cannot be started: " + oneLine(rootOf(wrong));
    }

    /** Why a bundle could not be wired to the others. */
    String ofWiring(Bundle bundle) {
        Set<String> reasons = new TreeSet<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        for (Requirement requirement : revision.getRequirements(null)) {
            if (isNeededToResolve(requirement)) {
                describe(requirement, revision, reasons);
            }
        }
        if (!reasons.isEmpty()) {
            return String.join("; ", reasons);
        }
        try {
            bundle.start(Bundle.START_TRANSIENT);
            return "this bundle was not wired at first";
        } catch (BundleException wrong) {
            return "this bundle cannot be wired: " + oneLine(wrong);
        }
    }

    private static boolean isNeededToResolve(Requirement requirement) {
        String resolution = requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
        String effective = requirement.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
        return !Namespace.RESOLUTION_OPTIONAL.equals(resolution)
                && !PackageNamespace.RESOLUTION_DYNAMIC.equals(resolution)
                && (effective == null || Namespace.EFFECTIVE_RESOLVE.equals(effective));
    }

    private void describe(Requirement requirement, BundleRevision needy, Set<String> reasons) {
        String text = requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
        if (text == null) {
            return;
        }
        Filter filter;
        try {
            filter = FrameworkUtil.createFilter(text);
        } catch (InvalidSyntaxException wrong) {
            reasons.add("has a requirement that nothing can meet: " + text);
            return;
        }
        String namespace = requirement.getNamespace();
        BundleRevision unusableOwner = null;
        for (BundleRevision owner : installed) {
            for (Capability capability : owner.getCapabilities(namespace)) {
                if (filter.matches(capability.getAttributes())) {
                    if (owner.equals(needy) || owner.getBundle().getState() != Bundle.INSTALLED) {
                        return;
                    }
                    unusableOwner = owner;
                }
            }
        }
        String need = "needs " + inWords(namespace, text);
        if (unusableOwner != null) {
            reasons.add(need + ", but the bundle " + unusableOwner.getSymbolicName()
                    + " that offers it has a problem itself");
        } else {
            reasons.add(need + whatIsThereInstead(namespace, text));
        }
    }

    private static String inWords(String namespace, String filter) {
        String name = valueOf(namespace, filter);
        return switch (namespace) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "the package " + name + versions(filter);
            case BundleNamespace.BUNDLE_NAMESPACE -> "the bundle " + name + versions(filter);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> "another Java " + filter;
            default -> "a capability " + namespace + " " + filter;
        };
    }

    private String whatIsThereInstead(String namespace, String filter) {
        if (namespace.equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
            return "; this is Java " + Runtime.version().feature();
        }
        String name = valueOf(namespace, filter);
        Set<String> others = new TreeSet<>();
        for (BundleRevision owner : installed) {
            for (Capability capability : owner.getCapabilities(namespace)) {
                if (name.equals(capability.getAttributes().get(namespace))) {
                    others.add(versionOf(capability) + " in " + owner.getSymbolicName());
                }
            }
        }
        return others.isEmpty() ? ", which no bundle offers" : "; installed: " + String.join(", ", others);
    }

    private static Version versionOf(Capability capability) {
        Object version = capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE);
        if (version == null) {
            version = capability.getAttributes().get(BundleNamespace.CAPABILITY_BUNDLE_VERSION_ATTRIBUTE);
        }
        return version instanceof Version known ? known : Version.emptyVersion;
    }

    private static String valueOf(String attribute, String filter) {
        Matcher matcher = Pattern.compile("\\(" + Pattern.quote(attribute) + "=([^)]*)\\)")
                .matcher(filter);
        return matcher.find() ? matcher.group(1) : filter;
    }

    /** The range of versions in a filter, as manifests write it. */
    private static String versions(String filter) {
        Matcher below = BELOW.matcher(filter);
        String ceiling = below.find() ? below.group(1) : null;
        Matcher atLeast = AT_LEAST.matcher(filter);
        String floor = atLeast.find() && !atLeast.group(1).equals(ceiling) ? atLeast.group(1) : null;
        if (floor == null) {
            return ceiling == null ? "" : " below " + ceiling;
        }
        return ceiling == null ? " " + floor + " or newer" : " [" + floor + "," + ceiling + ")";
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String oneLine(Throwable thrown) {
        String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        return message.strip().replaceAll("\\s+", " ");
    }
}
