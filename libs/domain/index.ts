/** The rules of the helpdesk as plain functions: no framework, no I/O, no clock of their own. */
export * from './clock';
export * from './conversation/clockwork';
export * from './conversation/conversation';
export * from './conversation/conversation.commands';
export * from './conversation/conversation.events';
export * from './conversation/conversation.state';
export * from './conversation/explanation';
export * from './conversation/imported-history';
export * from './conversation/stages';
export * from './market';
export * from './platform/market-calendar';
export * from './platform/test-clock';
export * from './rejection';
export * from './text';
