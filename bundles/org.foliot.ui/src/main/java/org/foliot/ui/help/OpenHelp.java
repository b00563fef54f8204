package org.foliot.ui.help;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;

/** <em>Help, Foliot Help</em>: opens the first page of it. */
public final class OpenHelp extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        PlatformUI.getWorkbench().getHelpSystem().displayHelpResource(FoliotHelp.START);
        return null;
    }
}
