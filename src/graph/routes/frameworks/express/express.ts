import type { Framework } from '../framework.ts';
import { versionEight } from '../../path-to-regexp/eight.ts';
import { versionZero } from '../../path-to-regexp/zero.ts';
import { readReply } from './reply.ts';
import { declared } from './types.ts';
import { callRoute, callRouter } from './register.ts';

export const express: Framework = {
  title: 'Express 4 and 5',
  form: 'call',
  packages: {
    express: { default: 'app', '*': 'app', Router: 'router' },
    'express-promise-router': { default: 'router', '*': 'router' },
    'express-serve-static-core': {},
  },
  types: new Set(['Express', 'Application', 'Router', 'IRouter', 'Core.Express']),
  callRouter,
  callRoute,
  answering: { argument: 1, read: readReply, bodies: new Set(['json', 'jsonp', 'send']), declared },
  // The newest where the manifest does not tell.
  grammar: (range) => (/^[^\d]*[0-4](?:\.|$|\s)/.test(range('express') ?? '') ? versionZero : versionEight),
};
