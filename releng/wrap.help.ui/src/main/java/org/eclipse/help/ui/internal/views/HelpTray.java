package org.eclipse.help.ui.internal.views;

import org.eclipse.jface.dialogs.DialogTray;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** Help beside a dialog, of which there is none here: an empty tray. */
public class HelpTray extends DialogTray {
    private final ReusableHelpPart part = new ReusableHelpPart();

    /** What is shown in it. */
    public ReusableHelpPart getHelpPart() {
        return part;
    }

    @Override
    protected Control createContents(Composite parent) {
        return part.createControl(new Composite(parent, SWT.NONE));
    }
}
