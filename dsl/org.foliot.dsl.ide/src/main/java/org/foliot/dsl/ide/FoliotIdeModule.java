package org.foliot.dsl.ide;

/** Binds the parts of the editing services that are written by hand. */
public class FoliotIdeModule extends AbstractFoliotIdeModule {}
