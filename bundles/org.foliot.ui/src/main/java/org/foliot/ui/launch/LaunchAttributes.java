package org.foliot.ui.launch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.preference.IPreferenceStore;
import org.foliot.trace.TraceFormat;
import org.foliot.ui.FoliotWorkbench;

/** What a launch configuration says about a run. */
public final class LaunchAttributes {
    /** The type of launch configurations of scenarios. */
    public static final String TYPE = "org.foliot.ui.scenario";

    /** The scenario's file, as a path in the workspace. */
    public static final String FILE = "org.foliot.ui.file";

    /** The seed of all random streams, a whole number. */
    public static final String SEED = "org.foliot.ui.seed";

    /** Values of parameters by their names, as a scenario would write them. */
    public static final String PARAMETERS = "org.foliot.ui.parameters";

    /** A folder into which a directory is written for the run, as the workspace's variables have it; empty for none. */
    public static final String FOLDER = "org.foliot.ui.folder";

    /** Words of the formats in which a run that is kept is also traced, a list. */
    public static final String TRACES = "org.foliot.ui.traces";

    /** The seed when nothing is said. */
    public static final String DEFAULT_SEED = "1";

    /** Preference: the seed of new configurations. */
    public static final String PREFERRED_SEED = "run.seed";

    /** Preference: the folder of new configurations. */
    public static final String PREFERRED_FOLDER = "run.folder";

    private LaunchAttributes() {}

    /** Whether a text can be a seed. */
    public static boolean isSeed(String text) {
        try {
            Long.parseLong(text.strip());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Gives a new configuration the seed and the folder that the preferences name. */
    static void prefer(ILaunchConfigurationWorkingCopy configuration) {
        IPreferenceStore preferences = FoliotWorkbench.get().getPreferenceStore();
        configuration.setAttribute(SEED, preferences.getString(PREFERRED_SEED));
        configuration.setAttribute(FOLDER, preferences.getString(PREFERRED_FOLDER));
    }

    /** The type, which this bundle contributes. */
    static ILaunchConfigurationType type() {
        return DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurationType(TYPE);
    }

    /** A new configuration for a file, named after it. */
    static ILaunchConfigurationWorkingCopy create(IFile file) throws CoreException {
        String base = file.getFullPath().removeFileExtension().lastSegment();
        String name = DebugPlugin.getDefault().getLaunchManager().generateLaunchConfigurationName(base);
        ILaunchConfigurationWorkingCopy configuration = type().newInstance(null, name);
        describe(configuration, file);
        prefer(configuration);
        return configuration;
    }

    /** Says which file a configuration runs. */
    static void describe(ILaunchConfigurationWorkingCopy configuration, IFile file) {
        configuration.setAttribute(FILE, file.getFullPath().toString());
        configuration.setMappedResources(new IFile[] {file});
    }

    /** Whether there is a file, and it is a scenario by its name. */
    static boolean isScenario(IFile file) {
        return file != null && "foliot".equals(file.getFileExtension());
    }

    /** The file that a configuration names; absent when it names none. */
    static Optional<IFile> file(ILaunchConfiguration configuration) throws CoreException {
        String path = configuration.getAttribute(FILE, "").strip();
        if (IPath.fromPortableString(path).segmentCount() < 2) {
            return Optional.empty();
        }
        return Optional.of(ResourcesPlugin.getWorkspace().getRoot().getFile(IPath.fromPortableString(path)));
    }

    /** Values of parameters by their names, in alphabetical order. */
    static Map<String, String> parameters(ILaunchConfiguration configuration) throws CoreException {
        return new TreeMap<>(configuration.getAttribute(PARAMETERS, Map.of()));
    }

    /** The formats of traces, in their order; words that are none are left out. */
    static List<TraceFormat> traces(ILaunchConfiguration configuration) throws CoreException {
        return configuration.getAttribute(TRACES, List.of()).stream()
                .flatMap(word -> TraceFormat.of(word).stream())
                .sorted()
                .toList();
    }
}
