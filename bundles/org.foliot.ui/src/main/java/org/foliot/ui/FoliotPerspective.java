package org.foliot.ui;

import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.console.IConsoleConstants;
import org.foliot.ui.view.FigureView;
import org.foliot.ui.view.TimelineView;

/** Files on the left, the editor with its outline, and below them what is wrong and what runs have said. */
public final class FoliotPerspective implements IPerspectiveFactory {
    private static final String PROJECTS = "org.eclipse.ui.navigator.ProjectExplorer";
    private static final float LEFT = 0.2f;
    private static final float RIGHT = 0.78f;
    private static final float BOTTOM = 0.7f;

    @Override
    public void createInitialLayout(IPageLayout layout) {
        String editors = layout.getEditorArea();
        layout.createFolder("left", IPageLayout.LEFT, LEFT, editors).addView(PROJECTS);
        layout.createFolder("right", IPageLayout.RIGHT, RIGHT, editors).addView(IPageLayout.ID_OUTLINE);
        IFolderLayout bottom = layout.createFolder("bottom", IPageLayout.BOTTOM, BOTTOM, editors);
        bottom.addView(IConsoleConstants.ID_CONSOLE_VIEW);
        bottom.addView(IPageLayout.ID_PROBLEM_VIEW);
        bottom.addView(TimelineView.ID);
        bottom.addView(FigureView.ID);
        bottom.addView(IPageLayout.ID_PROGRESS_VIEW);
        layout.addActionSet(IDebugUIConstants.LAUNCH_ACTION_SET);
        layout.addNewWizardShortcut("org.foliot.ui.newScenario");
        layout.addNewWizardShortcut("org.foliot.ui.newProject");
        layout.addNewWizardShortcut("org.eclipse.ui.wizards.new.folder");
        layout.addShowViewShortcut(IPageLayout.ID_OUTLINE);
        layout.addShowViewShortcut(IPageLayout.ID_PROBLEM_VIEW);
        layout.addShowViewShortcut(IConsoleConstants.ID_CONSOLE_VIEW);
    }
}
