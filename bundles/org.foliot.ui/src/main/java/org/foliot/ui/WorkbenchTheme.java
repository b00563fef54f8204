package org.foliot.ui;

import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.ui.services.IServiceLocator;

/** The colours that the workbench has been given, for pages that are to have them too. */
public final class WorkbenchTheme {
    private WorkbenchTheme() {}

    /** Whether the workbench is dark: its themes say so by their ids, and by nothing else. */
    public static boolean isDark(IServiceLocator site) {
        ITheme theme = site.getService(IThemeEngine.class).getActiveTheme();
        return theme != null && theme.getId().contains("dark");
    }
}
