package org.eclipse.help.ui.internal.views;

import org.eclipse.jface.action.IToolBarManager;

/** A page of help inside of something else. */
public interface IHelpPartPage {
    IToolBarManager getToolBarManager();

    void setVerticalSpacing(int value);

    void setHorizontalMargin(int value);

    void addPart(String id, boolean flexible);
}
