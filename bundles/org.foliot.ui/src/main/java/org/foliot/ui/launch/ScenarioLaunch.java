package org.foliot.ui.launch;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.model.LaunchConfigurationDelegate;

/** Starts the run that a launch configuration describes. */
public final class ScenarioLaunch extends LaunchConfigurationDelegate {

    @Override
    public void launch(ILaunchConfiguration configuration, String mode, ILaunch launch, IProgressMonitor monitor)
            throws CoreException {
        IFile file = LaunchAttributes.file(configuration)
                .filter(IFile::exists)
                .orElseThrow(() -> wrong("say which scenario to run: there is no such file in the workspace"));
        RunRequest request = new RunRequest(
                file,
                LaunchAttributes.parameters(configuration),
                seed(configuration),
                folder(configuration),
                LaunchAttributes.traces(configuration));
        new ScenarioProcess(request, launch).start();
    }

    /** Where editors are looked for whose text is to be saved first: a scenario may import files of projects beside its own. */
    @Override
    protected IProject[] getBuildOrder(ILaunchConfiguration configuration, String mode) throws CoreException {
        Optional<IFile> file = LaunchAttributes.file(configuration).filter(IFile::exists);
        return file.isPresent()
                ? computeReferencedBuildOrder(new IProject[] {file.get().getProject()})
                : null;
    }

    /** A run reads the files themselves: nothing has to be built for it. */
    @Override
    public boolean buildForLaunch(ILaunchConfiguration configuration, String mode, IProgressMonitor monitor) {
        return false;
    }

    private static long seed(ILaunchConfiguration configuration) throws CoreException {
        String text = configuration.getAttribute(LaunchAttributes.SEED, LaunchAttributes.DEFAULT_SEED);
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw wrong("the seed is " + text + ", which is not a whole number");
        }
    }

    private static Optional<Path> folder(ILaunchConfiguration configuration) throws CoreException {
        String text = configuration.getAttribute(LaunchAttributes.FOLDER, "").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Path.of(VariablesPlugin.getDefault().getStringVariableManager().performStringSubstitution(text)));
    }

    private static CoreException wrong(String message) {
        return new CoreException(Status.error(message));
    }
}
