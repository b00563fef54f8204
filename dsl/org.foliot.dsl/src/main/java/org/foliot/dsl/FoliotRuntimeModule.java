package org.foliot.dsl;

/** Binds the parts of the language that are written by hand. */
public class FoliotRuntimeModule extends AbstractFoliotRuntimeModule {}
