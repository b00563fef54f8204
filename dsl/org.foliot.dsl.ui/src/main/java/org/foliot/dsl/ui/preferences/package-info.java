/** What people can set about the language: where bundles of their own are. */
package org.foliot.dsl.ui.preferences;
