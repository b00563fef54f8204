package org.foliot.ui;

import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.console.IConsoleConstants;
import org.foliot.ui.help.HelpView;
import org.foliot.ui.view.FigureView;
import org.foliot.ui.view.TimelineView;

/** Files and the outline on the left, the editor, and below it what runs have done and said, and what is wrong. */
public final class FoliotPerspective implements IPerspectiveFactory {
    private static final String PROJECTS = "org.eclipse.ui.navigator.ProjectExplorer";
    private static final float LEFT = 0.18f;
    private static final float OUTLINE = 0.5f;
    private static final float BOTTOM = 0.55f;
    private static final float WORDS = 0.6f;

    @Override
    public void createInitialLayout(IPageLayout layout) {
        String editors = layout.getEditorArea();
        layout.createFolder("files", IPageLayout.LEFT, LEFT, editors).addView(PROJECTS);
        layout.createFolder("outline", IPageLayout.BOTTOM, OUTLINE, "files").addView(IPageLayout.ID_OUTLINE);
        // What a run says and what it has done are seen together.
        IFolderLayout pictures = layout.createFolder("pictures", IPageLayout.BOTTOM, BOTTOM, editors);
        pictures.addView(TimelineView.ID);
        pictures.addView(FigureView.ID);
        pictures.addPlaceholder(HelpView.ID);
        IFolderLayout words = layout.createFolder("words", IPageLayout.RIGHT, WORDS, "pictures");
        words.addView(IConsoleConstants.ID_CONSOLE_VIEW);
        words.addView(IPageLayout.ID_PROBLEM_VIEW);
        words.addView(IPageLayout.ID_PROGRESS_VIEW);
        layout.addActionSet(IDebugUIConstants.LAUNCH_ACTION_SET);
        layout.addNewWizardShortcut("org.foliot.ui.newScenario");
        layout.addNewWizardShortcut("org.foliot.ui.newProject");
        layout.addNewWizardShortcut("org.foliot.ui.newExample");
        layout.addNewWizardShortcut("org.foliot.ui.newBundle");
        layout.addNewWizardShortcut("org.eclipse.ui.wizards.new.folder");
        layout.addShowViewShortcut(IPageLayout.ID_OUTLINE);
        layout.addShowViewShortcut(IPageLayout.ID_PROBLEM_VIEW);
        layout.addShowViewShortcut(IConsoleConstants.ID_CONSOLE_VIEW);
    }
}
