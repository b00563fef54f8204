package org.foliot.dsl.scoping;

/** Decides which elements a reference can mean. */
public class FoliotScopeProvider extends AbstractFoliotScopeProvider {}
