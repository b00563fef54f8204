package org.foliot.ui.launch;

import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.ILaunchShortcut2;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.ide.ResourceUtil;

/** <em>Run As, Foliot Scenario</em>: runs a file with the configuration that it has, or with a new one. */
public final class ScenarioShortcut implements ILaunchShortcut2 {

    @Override
    public void launch(ISelection selection, String mode) {
        IFile file = fileOf(selection);
        if (file != null) {
            launch(file, mode);
        }
    }

    @Override
    public void launch(IEditorPart editor, String mode) {
        IFile file = ResourceUtil.getFile(editor.getEditorInput());
        if (file != null) {
            launch(file, mode);
        }
    }

    private static void launch(IFile file, String mode) {
        try {
            Optional<ILaunchConfiguration> earlier = configurationOf(file);
            ILaunchConfiguration configuration = earlier.isPresent()
                    ? earlier.get()
                    : LaunchAttributes.create(file).doSave();
            DebugUITools.launch(configuration, mode);
        } catch (CoreException e) {
            ErrorDialog.openError(null, "Run Scenario", file.getName() + " cannot be run", e.getStatus());
        }
    }

    private static Optional<ILaunchConfiguration> configurationOf(IFile file) throws CoreException {
        for (ILaunchConfiguration each :
                DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurations(LaunchAttributes.type())) {
            if (LaunchAttributes.file(each).filter(file::equals).isPresent()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static IFile fileOf(ISelection selection) {
        return selection instanceof IStructuredSelection structured
                ? Adapters.adapt(structured.getFirstElement(), IFile.class)
                : null;
    }

    /** Left to the workbench, which finds them by the file that they are mapped to. */
    @Override
    public ILaunchConfiguration[] getLaunchConfigurations(ISelection selection) {
        return null;
    }

    @Override
    public ILaunchConfiguration[] getLaunchConfigurations(IEditorPart editor) {
        return null;
    }

    @Override
    public IResource getLaunchableResource(ISelection selection) {
        return fileOf(selection);
    }

    @Override
    public IResource getLaunchableResource(IEditorPart editor) {
        return ResourceUtil.getFile(editor.getEditorInput());
    }
}
