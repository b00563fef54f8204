package org.foliot.catalog;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Keeps the framework in line with the jars in the plug-in folders, as often as it is asked to.
 *
 * <p>It looks instead of being told: notifications of the file system are lost on network folders, do not say when a copy is
 * complete, and would need this as their fallback. To look costs one listing per folder and one status per jar.
 *
 * <p>A jar is installed when two looks in a row see it with the same size and time and the framework can open it; from a
 * copy, so that nothing is read of it later. One that cannot be opened changes nothing: what was installed from the same
 * path stays until a whole jar is in its place, or none. Not safe for use by several threads.
 */
final class PluginFolders {
    private static final int DUPLICATE = BundleException.DUPLICATE_BUNDLE_ERROR;

    private final BundleContext context;
    private final Supplier<List<Path>> folders;
    private final RetiredBundles retired;
    private final Patience patience;
    private final Function<Bundle, ? extends Collection<Object>> services;
    private final Map<Path, Installed> installed = new HashMap<>();
    private final Map<Path, FileStamp> refused = new HashMap<>();
    private Map<Path, FileStamp> seen = Map.of();
    private List<Path> lookedInto = List.of();
    private boolean begun;
    private long installations;

    private record Installed(Bundle bundle, FileStamp stamp, String digest) {}

    /**
     * Folders that nobody has looked into.
     *
     * @param folders those that there are at the moment of a look
     * @param services what may be in use of a bundle's services
     */
    PluginFolders(
            BundleContext context,
            Supplier<List<Path>> folders,
            RetiredBundles retired,
            Patience patience,
            Function<Bundle, ? extends Collection<Object>> services) {
        this.context = context;
        this.folders = folders;
        this.retired = retired;
        this.patience = patience;
        this.services = services;
    }

    /** The folders that a framework names, of which some need not exist. */
    static List<Path> named(BundleContext context) {
        String names = context.getProperty(CatalogSource.PLUGINS_PROPERTY);
        List<Path> folders = new ArrayList<>();
        if (names != null) {
            for (String name : names.split(File.pathSeparator, -1)) {
                if (!name.isBlank()) {
                    folders.add(Path.of(name));
                }
            }
        }
        return folders;
    }

    /**
     * Looks at the folders, and installs, replaces and takes out what has changed. What is there at the first look is
     * installed at once.
     *
     * @return whether anything is different
     */
    boolean look() {
        boolean first = !begun;
        begun = true;
        if (first) {
            forgetEarlierProcess();
        }
        List<Path> wanted = List.copyOf(folders.get());
        Map<Path, FileStamp> present = present(wanted);
        // A folder in which there is nothing yet may be why something is not there.
        boolean changed = takeOutMissing(present) || !first && !wanted.equals(lookedInto);
        lookedInto = wanted;
        for (Map.Entry<Path, FileStamp> entry : present.entrySet()) {
            Path file = entry.getKey();
            FileStamp stamp = entry.getValue();
            boolean steady = first || stamp.equals(seen.get(file));
            if (steady && !stamp.equals(refused.get(file)) && !isInstalled(file, stamp)) {
                changed |= bringIn(file, stamp);
            }
        }
        seen = present;
        if (changed) {
            startAll();
        }
        retired.uninstallUnused();
        return changed;
    }

    /** A workbench keeps its bundles from one start to the next; what it kept of ours may be out of date. */
    private void forgetEarlierProcess() {
        for (Bundle bundle : context.getBundles()) {
            if (PluginLocation.of(bundle).isPresent()) {
                retired.retire(bundle, List.of());
            }
        }
        retired.uninstallUnused();
    }

    private Map<Path, FileStamp> present(List<Path> wanted) {
        Map<Path, FileStamp> present = new LinkedHashMap<>();
        for (Path folder : wanted) {
            TreeSet<Path> jars = new TreeSet<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.jar")) {
                entries.forEach(file -> {
                    // A folder, a pipe or a link to nothing is no jar, which Diagnosis says.
                    if (Files.isRegularFile(file)) {
                        jars.add(file);
                    }
                });
            } catch (NoSuchFileException | NotDirectoryException gone) {
                continue;
            } catch (IOException | DirectoryIteratorException unreadable) {
                // Nobody can tell what is in it now: what was there counts.
                seen.forEach((file, stamp) -> {
                    if (folder.equals(file.getParent())) {
                        present.put(file, stamp);
                    }
                });
                continue;
            }
            for (Path jar : jars) {
                try {
                    present.put(jar, FileStamp.of(jar));
                } catch (IOException goneMeanwhile) {
                    // The next look will see what has become of it.
                }
            }
        }
        return present;
    }

    private boolean isInstalled(Path file, FileStamp stamp) {
        Installed there = installed.get(file);
        return there != null && there.stamp().equals(stamp);
    }

    private boolean takeOutMissing(Map<Path, FileStamp> present) {
        List<Path> missing =
                installed.keySet().stream().filter(f -> !present.containsKey(f)).toList();
        missing.forEach(file -> takeOut(installed.remove(file).bundle()));
        boolean forgotten = refused.keySet().removeIf(file -> !present.containsKey(file));
        return !missing.isEmpty() || forgotten;
    }

    /** Takes a bundle out, and wires those anew that got packages from it. */
    private void takeOut(Bundle bundle) {
        Collection<Bundle> dependent = wiring().getDependencyClosure(List.of(bundle));
        retired.retire(bundle, services.apply(bundle));
        for (Map.Entry<Path, Installed> entry : Map.copyOf(installed).entrySet()) {
            if (dependent.contains(entry.getValue().bundle())) {
                retired.retire(
                        entry.getValue().bundle(),
                        services.apply(entry.getValue().bundle()));
                installed.remove(entry.getKey());
            }
        }
        // What was refused may have been in the way of what has gone.
        refused.clear();
    }

    private boolean bringIn(Path file, FileStamp stamp) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
            if (!FileStamp.of(file).equals(stamp)) {
                return false;
            }
        } catch (IOException goneMeanwhile) {
            return false;
        }
        String digest = BundleDigests.of(content);
        Optional<Installed> before = Optional.ofNullable(installed.get(file));
        if (before.filter(b -> b.digest().equals(digest)).isPresent()) {
            installed.put(file, new Installed(before.get().bundle(), stamp, digest));
            return false;
        }
        try {
            Bundle bundle = install(new PluginLocation(++installations, digest, file), content, before);
            before.ifPresent(b -> {
                installed.remove(file);
                takeOut(b.bundle());
            });
            installed.put(file, new Installed(bundle, stamp, digest));
        } catch (BundleException | RuntimeException unusable) {
            // Why, Diagnosis says.
            refused.put(file, stamp);
        }
        return true;
    }

    private Bundle install(PluginLocation location, byte[] content, Optional<Installed> before) throws BundleException {
        Bundle bundle;
        try {
            bundle = context.installBundle(location.text(), new ByteArrayInputStream(content));
        } catch (BundleException wrong) {
            if (wrong.getType() != DUPLICATE || before.isEmpty()) {
                throw wrong;
            }
            // This framework has no room for two of one name and version.
            Bundle old = before.get().bundle();
            takeOut(old);
            retired.uninstall(old.getSymbolicName());
            bundle = context.installBundle(location.text(), new ByteArrayInputStream(content));
        }
        if (bundle.getSymbolicName() == null || isTwin(bundle, before)) {
            bundle.uninstall();
            throw new BundleException("no bundle, or one that is there already", DUPLICATE);
        }
        return bundle;
    }

    /** Whether a bundle of the same name and version is there, apart from the one that it replaces. */
    private boolean isTwin(Bundle bundle, Optional<Installed> before) {
        for (Bundle other : context.getBundles()) {
            boolean same = Objects.equals(other.getSymbolicName(), bundle.getSymbolicName())
                    && other.getVersion().equals(bundle.getVersion());
            if (same
                    && other.getBundleId() != bundle.getBundleId()
                    && !retired.contains(other)
                    && before.filter(b -> b.bundle().equals(other)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Starts what can be, which may be more than what has come: some may have waited for it. */
    private void startAll() {
        List<Bundle> waiting = installed.values().stream()
                .map(Installed::bundle)
                .filter(b -> b.getState() == Bundle.INSTALLED || b.getState() == Bundle.RESOLVED)
                .sorted()
                .toList();
        wiring().resolveBundles(waiting);
        for (Bundle bundle : waiting) {
            boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
            if (bundle.getState() == Bundle.RESOLVED && !fragment) {
                // One that fails stays as it is, and Diagnosis says so.
                patience.attempt(() -> bundle.start(Bundle.START_TRANSIENT));
            }
        }
    }

    private FrameworkWiring wiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }
}
